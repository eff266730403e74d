import { BridgeEnd } from './bridge-end.ts'

/** The event by which the preload's world hands the private node over, once, before any script of the page runs. */
export const HANDOVER = 'standin-handover'

/** Starts the page's half of the bridge: takes the private node and listens on it. Sub-frames have no preload, so no bridge. */
export function startMainWorld(): void {
  if (window.top !== window) return
  const take = (event: Event): void => {
    const node = (event as FocusEvent).relatedTarget
    if (node !== null) new BridgeEnd(node, 'to-preload', 'to-page')
  }
  document.addEventListener(HANDOVER, take, { once: true })
}

/** Makes the private node and hands it to the page's half. A detached node: its events bubble to nobody. */
export function startPreloadEnd(): BridgeEnd {
  const node = document.createElement('i')
  const end = new BridgeEnd(node, 'to-page', 'to-preload')
  document.dispatchEvent(new FocusEvent(HANDOVER, { relatedTarget: node }))
  return end
}
