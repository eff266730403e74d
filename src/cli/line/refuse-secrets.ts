import { BulkheadError } from '../../core/errors.ts'
import { PROVIDERS } from '../../core/providers/providers.ts'

/**
 * Refuses arguments that are a known kind of token, also behind an `=`, before anything repeats them.
 *
 * Every user of the machine can read arguments, and shells write them down.
 *
 * @throws {BulkheadError} `usage`.
 */
export function refuseSecrets(argv: readonly string[]): void {
  const parts = argv.flatMap((word) => [word, word.slice(word.indexOf('=') + 1)])
  if (!parts.some(isToken)) return
  throw new BulkheadError('usage', 'an argument is a token, and arguments can be read by others', {
    hint: 'pipe it in, or run the command in a terminal and type it; this one is in your history now, so revoke it',
  })
}

/** Only forms with a prefix of their own count: a name of 40 hexadecimal digits may be a name. */
const isToken = (text: string): boolean =>
  PROVIDERS.some(({ formats }) =>
    formats.some(({ prefix, pattern }) => prefix !== '' && text.startsWith(prefix) && pattern.test(text)),
  )
