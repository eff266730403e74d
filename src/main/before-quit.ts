import { app } from 'electron'

/** How long the last work may take, ms: a clipboard that hangs must not keep the app alive. */
const PATIENCE = 5_000

/** Runs `work` once before the app ends, whichever way it was asked to. */
export function beforeQuit(work: () => Promise<void>): void {
  let isDone = false
  app.on('will-quit', (event) => {
    if (isDone) return
    event.preventDefault()
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE))
    void Promise.race([work(), patience])
      .catch(() => undefined)
      .finally(() => {
        isDone = true
        app.quit()
      })
  })
}
