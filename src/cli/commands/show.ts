import { findToken } from '../../core/vault/find-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { renderToken } from '../render/render-token.ts'

export const show: CliCommand<{ readonly name: string }> = {
  name: 'show',
  about: 'show a token: its domain beside its reach, and what to do',
  args: [{ name: 'NAME', about: 'the token' }],
  examples: ['bulkhead show github-web', 'bulkhead show github-web --json'],
  async run({ out, vault }, { name }) {
    const opened = vault()
    const token = viewToken(opened, findToken(opened, name))
    out.print({ token }, () => renderToken(token, out))
    return undefined
  },
}
