import { BulkheadError } from '../../core/errors.ts'
import type { TokenView } from '../../core/reach/token-view.ts'
import { recheckTokens } from '../../core/vault/recheck-tokens.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import type { CliCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { askingOf, checkOnline, ONLINE_OPTIONS, type OnlineInput, refuseMixed } from '../online.ts'
import type { Output } from '../output.ts'
import { sayGodLevel } from '../render/god-level.ts'
import { printableJson } from '../render/printable.ts'
import { renderTokens } from '../render/render-tokens.ts'

interface CheckInput extends OnlineInput {
  readonly name: readonly string[]
  readonly reread?: boolean
  readonly sarif?: boolean
}

export const check: CliCommand<CheckInput> = {
  name: 'check',
  about: 'read the reach of tokens again; exit 3 when any is god-level',
  details:
    'A secret is fetched from the keychain only when more is known of providers than when it was read last; --reread ' +
    'fetches every one. Verdicts are made anew each time. For CI and cron: nobody is asked anything. With --online each ' +
    'provider is asked what its token may do, and what it says is kept.',
  args: [{ name: 'NAME', about: 'the tokens; all when none is named', optional: true, repeatable: true }],
  options: [
    { flags: '--reread', about: 'read every secret again, whatever is known' },
    { flags: '--sarif', about: 'print the findings as SARIF 2.1.0, for code scanning' },
    ...ONLINE_OPTIONS,
  ],
  examples: ['bulkhead check', 'bulkhead check github-web billing --json', 'bulkhead check --online'],
  async run({ out, vault }, input) {
    if (input.sarif && out.json) {
      throw new BulkheadError('usage', '--sarif and --json are two answers', { hint: 'choose one of them' })
    }
    const asking = await askingOf(input, out)
    const opened = vault()
    const tokens =
      asking === null
        ? await recheckTokens(opened, input.name, input.reread)
        : await askAll(opened, input, (name) => checkOnline(opened, name, asking, out))
    await print(tokens, input, out)
    return sayGodLevel(out, tokens) ? EXIT.refused : EXIT.ok
  },
}

// Providers that do not answer are waited for side by side.
const ASKED_AT_ONCE = 6

async function askAll(
  vault: OpenVault,
  input: CheckInput,
  ask: (name: string) => ReturnType<typeof checkOnline>,
): Promise<TokenView[]> {
  const chosen = input.name.length > 0 ? input.name : vault.catalog.tokens().map(({ name }) => name)
  refuseMixed(vault, chosen, input)
  const tokens: TokenView[] = []
  const waiting = chosen.entries()
  const askOn = async (): Promise<void> => {
    for (const [index, name] of waiting) tokens[index] = viewToken(vault, await ask(name))
  }
  await Promise.all(Array.from({ length: ASKED_AT_ONCE }, askOn))
  return tokens
}

async function print(tokens: readonly TokenView[], { sarif }: CheckInput, out: Output): Promise<void> {
  if (!sarif) return out.print({ tokens }, () => renderTokens(tokens, out))
  const { sarifLog } = await import('../render/sarif-log.ts')
  out.print({}, () => printableJson(sarifLog(tokens)))
}
