import { memo } from 'react'
import type { TokenView } from '../../contract/view.ts'
import { DAY, expiryWords } from '../words/times.ts'
import { Foreign } from './foreign.tsx'
import { VerdictMark } from './verdict-mark.tsx'

const SOON = 14 * DAY

function expiryTone(expiresAt: string | null, now: Date): string {
  if (expiresAt === null) return 'row-side'
  const left = Date.parse(expiresAt) - now.getTime()
  if (left <= 0) return 'row-side row-over'
  return left < SOON ? 'row-side row-soon' : 'row-side'
}

function placeWords({ domain, destinations }: TokenView): string {
  const where = `${domain.kind} ${domain.name}`
  if (destinations.length === 0) return `${where} · no destination`
  if (destinations.length > 1) return `${where} · ${destinations.length} destinations`
  return `${where} · ${destinations[0]}`
}

function sideWords({ status, expiresAt, verdict }: TokenView, now: Date): string {
  if (status !== 'active') return status
  if (expiresAt !== null) return expiryWords(expiresAt, now)
  return verdict === 'unknown' ? 'unknown' : 'no expiry'
}

interface Props {
  readonly token: TokenView
  readonly now: Date
}

/** A token in two lines: shape, name, where it belongs, how long it lives. */
export const TokenRowWords = memo(function TokenRowWords({ token, now }: Props) {
  return (
    <>
      <VerdictMark verdict={token.verdict} />
      <div className="row-words">
        <Foreign className="row-name truncate" text={token.name} />
        <Foreign className="row-place second small truncate" text={placeWords(token)} />
      </div>
      <span className={expiryTone(token.expiresAt, now)}>{sideWords(token, now)}</span>
    </>
  )
})
