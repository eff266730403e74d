import type { TokenView } from '../../core/reach/token-view.ts'
import { checkToken } from '../../core/vault/check-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { sayGodLevel } from '../god-level.ts'
import { refuseOnline } from '../online.ts'
import { renderTokens } from '../render-tokens.ts'

interface CheckInput {
  readonly name: readonly string[]
  readonly online?: boolean
}

export const check: CliCommand<CheckInput> = {
  name: 'check',
  about: 'read the reach of tokens again; exit 3 when any is god-level',
  args: [{ name: 'NAME', about: 'the tokens; all when none is named', optional: true, repeatable: true }],
  options: [{ flags: '--online', about: 'ask their providers, too (not in this version)' }],
  examples: ['bulkhead check', 'bulkhead check github-web billing --json'],
  async run({ out, vault }, { name: names, online }) {
    refuseOnline(online)
    const opened = vault()
    const chosen = names.length > 0 ? names : opened.catalog.tokens().map(({ name }) => name)
    const tokens: TokenView[] = []
    for (const name of chosen) tokens.push(viewToken(opened, await checkToken(opened, name)))
    out.print({ tokens }, () => renderTokens(tokens, out))
    return sayGodLevel(out, tokens) ? EXIT.refused : EXIT.ok
  },
}
