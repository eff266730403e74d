import type { TokenView } from '../../core/reach/token-view.ts'
import { parseDomain } from '../../core/token/domain.ts'
import { summariseTokens, type TokenSummary } from '../../core/vault/summarise-tokens.ts'
import { viewEach } from '../../core/vault/view-tokens.ts'
import { boundIn } from '../bound-in.ts'
import type { CliCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { sayGodLevel } from '../render/god-level.ts'
import { renderTokens } from '../render/render-tokens.ts'

interface ListInput {
  readonly project?: string
  readonly domain?: string
  readonly god?: boolean
}

export const list: CliCommand<ListInput> = {
  name: 'list',
  about: 'list tokens with their verdict, domain and expiry',
  options: [
    { flags: '--project <DIR>', about: 'only those bound in the project of this folder' },
    { flags: '--domain <KIND:NAME>', about: 'only those of one domain' },
    { flags: '--god', about: 'only those whose reach is god-level' },
  ],
  examples: ['bulkhead list', 'bulkhead list --god --json'],
  async run({ out, vault }, { project, domain, god }) {
    const wanted = domain === undefined ? null : parseDomain(domain)
    const opened = vault()
    const bound = project === undefined ? null : boundIn(opened, project)
    const isWanted = (token: TokenSummary): boolean =>
      (wanted === null || (token.domain.kind === wanted.kind && token.domain.name === wanted.name)) &&
      (bound === null || bound.has(token.id)) &&
      (!god || token.verdict === 'god')
    // A table shows verdicts; only JSON tells what they rest on.
    const tokens = out.json
      ? printJson(out, viewEach(opened), isWanted)
      : printTable(out, summariseTokens(opened).filter(isWanted))
    if (tokens.length === 0) out.say('no tokens to list')
    if (tokens.length === 0) out.hint('keep one: bulkhead add NAME --domain project:NAME')
    sayGodLevel(out, tokens)
    return undefined
  },
}

type Listed = Pick<TokenSummary, 'name' | 'verdict'>

/** Prints them one by one, and keeps of each what is said of all. */
function printJson(out: Output, views: Iterable<TokenView>, isWanted: (token: TokenSummary) => boolean): Listed[] {
  const kept: Listed[] = []
  function* wanted(): Generator<TokenView> {
    for (const view of views) {
      if (!isWanted(view)) continue
      kept.push({ name: view.name, verdict: view.verdict })
      yield view
    }
  }
  out.printEach('tokens', wanted())
  return kept
}

function printTable(out: Output, tokens: readonly TokenSummary[]): readonly Listed[] {
  out.print({}, () => renderTokens(tokens, out))
  return tokens
}
