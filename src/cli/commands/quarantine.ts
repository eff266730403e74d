import { quarantineToken } from '../../core/vault/quarantine-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { renderToken } from '../render/render-token.ts'

export const quarantine: CliCommand<{ readonly name: string }> = {
  name: 'quarantine',
  about: 'keep a token but give it to nothing, until it is released',
  args: [{ name: 'NAME', about: 'the token' }],
  examples: ['bulkhead quarantine github-web'],
  async run({ out, vault }, { name }) {
    const opened = vault()
    const token = viewToken(opened, quarantineToken(opened, name))
    out.print({ token }, () => renderToken(token, out))
    out.hint(`bulkhead release ${token.name} ends it`)
    return undefined
  },
}
