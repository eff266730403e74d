import type { Identity } from '../identify/identify.ts'
import type { Evidence } from '../token/reach.ts'

/** How the evidence says that a checksum is wrong; the rule about it looks for this sentence. */
export const WRONG_CHECKSUM = 'its checksum is wrong: a typo or a fake'

/** How the evidence about text that begins like a known form, and is none, ends. */
export const PADDED = 'but is none: cut, padded or made up'

/** What the text of a secret tells, one sentence each; never a part of the secret. */
export function evidenceOf(identity: Identity): Omit<Evidence, 'at'>[] {
  return [...ofFormat(identity), ...ofContents(identity)]
}

function ofFormat({ provider, format, checksum, resembles }: Identity): Omit<Evidence, 'at'>[] {
  if (resembles) return [{ source: 'format', says: `it begins like a ${named(resembles)}, ${PADDED}` }]
  if (!provider || !format) return []
  const what = named({ provider, format })
  const form = { source: 'format', says: format.says ? `${what}: ${format.says}` : what } as const
  if (checksum === 'none') return [form]
  return [form, { source: 'format', says: checksum === 'wrong' ? WRONG_CHECKSUM : 'its checksum is valid' }]
}

const named = ({ provider, format }: NonNullable<Identity['resembles']>): string =>
  format.kind.includes(provider.name) ? format.kind : `${provider.name} ${format.kind}`

function ofContents({ format, contents }: Identity): Omit<Evidence, 'at'>[] {
  if (format?.read === undefined) return []
  if (contents === null) return [{ source: 'format', says: 'what is written inside it cannot be read' }]
  return contents.says.map((says) => ({ source: contents.source, says }))
}
