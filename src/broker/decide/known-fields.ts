import type { BrokeredToken } from '../session.ts'
import type { Field } from '../wire/head.ts'
import { type Carried, carriedInFields } from './carried.ts'
import { fieldsText, placeholderInText, runsIn } from './placeholders-in.ts'
import type { Site } from './site.ts'

/** What stands in a place where credentials travel, and whose placeholder it is; null for none of this session. */
export interface Credential {
  readonly carried: Carried
  readonly hit: { readonly text: string; readonly token: BrokeredToken } | null
}

/** What the fields of a request say, whatever its target. */
export interface KnownFields {
  readonly credentials: readonly Credential[]
  /** The tokens of those that are placeholders. */
  readonly tokens: readonly BrokeredToken[]
  /** Whose placeholder stands elsewhere in them; null for none. */
  readonly elsewhere: BrokeredToken | null
  /** What in them may be a placeholder of another session. */
  readonly runs: readonly string[]
  /** The fields with the secrets in place of the placeholders. The same array as long as these are the same. */
  swapped(): readonly Field[]
}

interface Kept {
  readonly site: Site
  readonly tokens: readonly BrokeredToken[]
  readonly known: KnownFields
}

const kept = new WeakMap<readonly Field[], Kept>()

/**
 * Reads the fields of a request to a site. Most clients send the same with each request, and are judged by them once;
 * what changes, such as who else has a session, is no part of it.
 *
 * @param tokens All of the session.
 */
export function knownFields(fields: readonly Field[], site: Site, tokens: readonly BrokeredToken[]): KnownFields {
  const before = kept.get(fields)
  if (before !== undefined && before.site === site && before.tokens === tokens) return before.known
  const known = readFields(fields, site, tokens)
  kept.set(fields, { site, tokens, known })
  return known
}

function readFields(fields: readonly Field[], { carriers }: Site, tokens: readonly BrokeredToken[]): KnownFields {
  const credentials = carriedInFields(fields, carriers).map((carried) => credentialOf(carried, tokens))
  const hits = credentials.flatMap(({ carried, hit }) => (hit === null ? [] : [{ carried, ...hit }]))
  // Looked at before the secrets are in: a text of theirs that looks like a placeholder is none.
  const emptied = fieldsText(hits.reduce((rest, { carried, text }) => withText(rest, carried, text, ''), fields))
  const swap = (): readonly Field[] =>
    hits.reduce((rest, { carried, text, token }) => withText(rest, carried, text, token.secret.reveal()), fields)
  let last: { readonly secrets: readonly string[]; readonly fields: readonly Field[] } | null = null
  return {
    credentials,
    tokens: hits.map(({ token }) => token),
    elsewhere: placeholderInText(tokens, emptied),
    runs: runsIn(emptied),
    swapped() {
      // A token may be rotated while the session runs.
      if (last === null || !hits.every(({ token }, at) => token.secret.reveal() === last?.secrets[at])) {
        last = { secrets: hits.map(({ token }) => token.secret.reveal()), fields: swap() }
      }
      return last.fields
    },
  }
}

/** Whose placeholder a carried text is. */
export function credentialOf(carried: Carried, tokens: readonly BrokeredToken[]): Credential {
  for (const text of carried.texts) {
    const token = tokens.find(({ placeholder }) => placeholder === text)
    if (token !== undefined) return { carried, hit: { text, token } }
  }
  return { carried, hit: null }
}

const withText = (fields: readonly Field[], { field, replace }: Carried, text: string, by: string): readonly Field[] =>
  fields.map((each, at): Field => (at === field ? [each[0], replace(text, by)] : each))
