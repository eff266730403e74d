/** Why a message is no message: broken syntax, answered with 400 and a closed connection. */
export class Fault extends Error {
  /** What its sender can do. */
  readonly hint: string

  /** @param message What is wrong, never a part of the message itself. */
  constructor(message: string, hint = 'send it as plain HTTP/1.1') {
    super(message)
    this.name = 'Fault'
    this.hint = hint
  }
}
