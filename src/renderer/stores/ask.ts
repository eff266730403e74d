import type { Bridge } from '../../contract/bridge.ts'
import type { Answers, Channel, RequestOf } from '../../contract/channels.ts'
import type { Failure, Result } from '../../contract/view.ts'

/** The part of the bridge that asks. */
export type Ask = Bridge['call']

/** How a failure that never reached main is told. */
const lost = (cause: unknown): Failure => ({
  code: 'failure',
  message: cause instanceof Error ? cause.message : 'no answer from the vault',
  hint: 'try again, or restart Bulkhead',
})

/** Asks, and makes a failure of a promise that rejects too: whoever asks has one case to handle. */
export async function answerOf<C extends Channel>(
  ask: Ask,
  channel: C,
  request: RequestOf<C>,
): Promise<Result<Answers[C]>> {
  try {
    return await ask(channel, request)
  } catch (cause) {
    return { ok: false, error: lost(cause) }
  }
}
