import type { TokenView } from '../../core/reach/token-view.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { sayGodLevel } from '../god-level.ts'
import { askingOf, checkWith, ONLINE_OPTIONS, type OnlineInput, refuseMixed } from '../online.ts'
import { renderTokens } from '../render-tokens.ts'

interface CheckInput extends OnlineInput {
  readonly name: readonly string[]
}

export const check: CliCommand<CheckInput> = {
  name: 'check',
  about: 'read the reach of tokens again; exit 3 when any is god-level',
  args: [{ name: 'NAME', about: 'the tokens; all when none is named', optional: true, repeatable: true }],
  options: ONLINE_OPTIONS,
  examples: ['bulkhead check', 'bulkhead check github-web billing --json', 'bulkhead check --online'],
  async run({ out, vault }, input) {
    const { name: names } = input
    const asking = await askingOf(input, out)
    const opened = vault()
    const chosen = names.length > 0 ? names : opened.catalog.tokens().map(({ name }) => name)
    refuseMixed(opened, chosen, input)
    const tokens: TokenView[] = []
    for (const name of chosen) tokens.push(viewToken(opened, await checkWith(opened, name, asking, out)))
    out.print({ tokens }, () => renderTokens(tokens, out))
    return sayGodLevel(out, tokens) ? EXIT.refused : EXIT.ok
  },
}
