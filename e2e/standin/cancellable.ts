/** An event that a listener may prevent, with the details that Electron puts on it. */
export interface Cancellable {
  defaultPrevented: boolean
  preventDefault(): void
}

/** Makes an event with `preventDefault()`, on top of `details`. */
export function cancellable<T extends object>(details: T): T & Cancellable {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}
