import { releaseToken } from '../../core/vault/quarantine-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { renderToken } from '../render/render-token.ts'

export const release: CliCommand<{ readonly name: string }> = {
  name: 'release',
  about: 'end a token’s quarantine',
  args: [{ name: 'NAME', about: 'the token' }],
  examples: ['bulkhead release github-web'],
  async run({ out, vault }, { name }) {
    const opened = vault()
    const token = viewToken(opened, releaseToken(opened, name))
    out.print({ token }, () => renderToken(token, out))
    return undefined
  },
}
