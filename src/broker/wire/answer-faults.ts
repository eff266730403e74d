import { Fault } from './fault.ts'

/** A server's answer that is none: broken syntax or framing, before any of it went to the client. */
export class AnswerFault extends Error {
  /** @param message What is wrong, never a part of the answer. */
  constructor(message: string) {
    super(message)
    this.name = 'AnswerFault'
  }
}

/** An answer that stopped after its beginning had gone to the client. */
export class AnswerCut extends Error {
  readonly status: number

  constructor(status: number) {
    super('an answer stopped in the middle')
    this.name = 'AnswerCut'
    this.status = status
  }
}

/** What is the server's fault, told apart from what is the client's. */
export const asAnswerFault = (error: unknown): unknown =>
  error instanceof Fault ? new AnswerFault(error.message) : error
