import { Notification } from 'electron'
import { failureOf } from './failure-of.ts'

/** Tells the outcome of what was done from the tray, where no window shows it. */
export const notify = (title: string, body: string): void => new Notification({ title, body, silent: true }).show()

/** Does something on behalf of the tray, and tells when it failed. */
export async function tellingFailure(title: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { message, hint } = failureOf(error)
    notify(title, hint === null ? message : `${message}\n${hint}`)
  }
}
