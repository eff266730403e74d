import type { Field } from './head.ts'
import type { BrokeredToken } from './session.ts'

/**
 * The first token whose placeholder stands in a request line or a field, plain, percent-encoded or inside Basic; null for
 * none.
 */
export function placeholderInHead(
  tokens: readonly BrokeredToken[],
  target: string,
  fields: readonly Field[],
): BrokeredToken | null {
  const texts = [target, ...(target.includes('%') ? [decoded(target)] : [])]
  for (const [name, value] of fields) {
    texts.push(value)
    if (name.length > 20) texts.push(name)
    const basic = /\bbasic +([A-Za-z0-9+/_-]{8,}={0,2})/i.exec(value)?.[1]
    if (basic !== undefined) texts.push(Buffer.from(basic, 'base64').toString('latin1'))
    if (value.includes('%')) texts.push(decoded(value))
  }
  return tokens.find(({ placeholder }) => texts.some((text) => text.includes(placeholder))) ?? null
}

/** The first token whose placeholder stands in a piece of a body; null for none. */
export const placeholderIn = (tokens: readonly BrokeredToken[], bytes: Buffer): BrokeredToken | null =>
  tokens.find(({ placeholder }) => bytes.includes(placeholder, 0, 'latin1')) ?? null

function decoded(text: string): string {
  return text.replace(/%[0-9a-fA-F]{2}/g, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))
}
