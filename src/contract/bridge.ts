import type { Answers, Channel, EventName, Events, RequestOf } from './channels.ts'
import type { Result } from './view.ts'

/** `window.bulkhead`: all that the page can reach of the rest. */
export interface Bridge {
  readonly call: <C extends Channel>(channel: C, request: RequestOf<C>) => Promise<Result<Answers[C]>>
  /** @returns Stops listening. */
  readonly on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => () => void
}
