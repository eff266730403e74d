import type { Answers, Channel, RequestOf } from '../../contract/channels.ts'

/** One function per channel; it answers a value or throws, and gets only requests of the right shape. */
export type Handlers = {
  readonly [C in Channel]: (request: RequestOf<C>) => Answers[C] | Promise<Answers[C]>
}
