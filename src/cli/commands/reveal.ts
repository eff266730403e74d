import { findToken } from '../../core/vault/find-token.ts'
import { withSecret } from '../../core/vault/with-secret.ts'
import type { CliCommand } from '../command.ts'
import { printableLines } from '../render/printable.ts'

export const reveal: CliCommand<{ readonly name: string }> = {
  name: 'reveal',
  about: 'print a token’s secret, after a yes',
  details:
    'A line feed is added, as `bulkhead add` takes one away. Rather than this, let `bulkhead exec` hand it over.',
  args: [{ name: 'NAME', about: 'the token' }],
  examples: ['bulkhead reveal github-web', 'bulkhead reveal github-web --yes | wc -c'],
  async run({ out, ask, vault }, { name }) {
    const opened = vault()
    const row = findToken(opened, name)
    await ask.confirm(`showing the secret of ${name}`)
    await withSecret(opened, row, 'reveal', (secret) =>
      // A terminal would obey control characters in it; a pipe gets every byte as it is.
      out.print({ secret }, () => `${out.columns === null ? secret : printableLines(secret)}\n`),
    )
    return undefined
  },
}
