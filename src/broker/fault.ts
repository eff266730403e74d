/** Why a message is no message: broken syntax, answered with 400 and a closed connection. */
export class Fault extends Error {
  /** @param message What is wrong, never a part of the message itself. */
  constructor(message: string) {
    super(message)
    this.name = 'Fault'
  }
}
