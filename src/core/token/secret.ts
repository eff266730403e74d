/**
 * The text of a credential, as a value that cannot be printed by accident.
 *
 * String conversion, JSON and Node's inspect all answer `[secret]`.
 */
export class Secret {
  readonly #plaintext: string

  constructor(plaintext: string) {
    this.#plaintext = plaintext
  }

  /** The plaintext. Call it only where the value leaves us: keychain, environment, header, clipboard. */
  reveal(): string {
    return this.#plaintext
  }

  /** Length in UTF-8 bytes. */
  get byteLength(): number {
    return new TextEncoder().encode(this.#plaintext).length
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  // Node's console.log and util.inspect look for this well-known symbol.
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}
