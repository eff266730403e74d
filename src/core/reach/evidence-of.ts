import type { Identity } from '../identify/identify.ts'
import type { Evidence } from '../token/reach.ts'

/** How the evidence says that a checksum is wrong; the rule about it looks for this sentence. */
export const WRONG_CHECKSUM = 'its checksum is wrong: a typo or a fake'

/** What the text of a secret tells, one sentence each; never a part of the secret. */
export function evidenceOf(identity: Identity): Omit<Evidence, 'at'>[] {
  return [...ofFormat(identity), ...ofClaims(identity), ...ofCaveats(identity)]
}

function ofFormat({ provider, format, checksum, resembles }: Identity): Omit<Evidence, 'at'>[] {
  if (resembles)
    return [{ source: 'format', says: `it begins like a ${named(resembles)}, but is none: cut, padded or made up` }]
  if (!provider || !format) return []
  const what = named({ provider, format })
  const form = { source: 'format', says: format.says ? `${what}: ${format.says}` : what } as const
  if (checksum === 'none') return [form]
  return [form, { source: 'format', says: checksum === 'wrong' ? WRONG_CHECKSUM : 'its checksum is valid' }]
}

const named = ({ provider, format }: NonNullable<Identity['resembles']>): string =>
  format.kind.includes(provider.name) ? format.kind : `${provider.name} ${format.kind}`

function ofClaims({ format, claims }: Identity): Omit<Evidence, 'at'>[] {
  if (format?.holds !== 'claims') return []
  if (claims === null) return [{ source: 'claims', says: 'its claims cannot be read' }]
  const { issuer, audiences, scopes, signed } = claims
  const parts = [
    `it says, unverified, that ${issuer === null ? 'nobody is named as its issuer' : `${issuer} issued it`}`,
    `for ${audiences.length === 0 ? 'no named audience' : audiences.join(', ')}`,
    `with ${scopes.length === 0 ? 'no scope' : `the scopes ${scopes.join(' ')}`}`,
  ]
  const claim = { source: 'claims', says: parts.join(', ') } as const
  return signed ? [claim] : [claim, { source: 'claims', says: 'it is not signed: its alg is none' }]
}

function ofCaveats({ format, caveats }: Identity): Omit<Evidence, 'at'>[] {
  if (format?.holds !== 'caveats') return []
  if (caveats === null) return [{ source: 'caveats', says: 'its caveats cannot be read' }]
  const narrowing =
    caveats.projects === null ? ['no caveat names a project: it publishes every project of its user'] : []
  return [...narrowing, ...caveats.says].map((says) => ({ source: 'caveats', says }))
}
