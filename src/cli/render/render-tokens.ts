import { formatDomain } from '../../core/token/domain.ts'
import type { TokenSummary } from '../../core/vault/summarise-tokens.ts'
import type { Output } from '../output.ts'
import { day } from './moment.ts'
import { type Row, table } from './table.ts'
import { verdictCell } from './verdict-mark.ts'

/** Tokens as a table, one line each; empty for none. */
export function renderTokens(tokens: readonly TokenSummary[], { paint }: Pick<Output, 'paint'>): string {
  if (tokens.length === 0) return ''
  const title = (text: string) => ({ text, paint: paint.quiet })
  const row = ({ name, verdict, provider, domain, env, expiresAt, lastUsedAt, status }: TokenSummary): Row => [
    status === 'active' ? name : `${name} (${status})`,
    verdictCell(paint, verdict),
    provider ?? 'unknown',
    formatDomain(domain),
    env ?? '-',
    expiresAt === null ? '-' : day(expiresAt),
    lastUsedAt === null ? 'never' : day(lastUsedAt),
  ]
  return table([TITLES.map(title), ...tokens.map(row)])
}

const TITLES = ['NAME', 'VERDICT', 'PROVIDER', 'DOMAIN', 'VARIABLE', 'EXPIRES', 'LAST USED']
