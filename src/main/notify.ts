import { Notification } from 'electron'
import { failureOf } from './failure-of.ts'

/** Tells what no window shows: the outcome of what was done from the tray, or what a session did. */
export function notify(title: string, body: string, onClick?: () => void): void {
  const notification = new Notification({ title, body, silent: true })
  if (onClick !== undefined) notification.on('click', onClick)
  notification.show()
}

/** Does something on behalf of the tray, and tells when it failed. */
export async function tellingFailure(title: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { message, hint } = failureOf(error)
    notify(title, hint === null ? message : `${message}\n${hint}`)
  }
}
