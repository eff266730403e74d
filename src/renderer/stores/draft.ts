import { createStore } from 'zustand/vanilla'
import type { RequestOf } from '../../contract/channels.ts'
import type { Failure, Inspection, TokenView } from '../../contract/view.ts'
import { type Ask, answerOf } from './ask.ts'
import { missingOf } from './missing-of.ts'

/** A token's details as the form holds them: texts, lists with one entry a line. */
export interface Fields {
  readonly name: string
  readonly domainKind: string
  readonly domainName: string
  readonly destinations: string
  readonly env: string
  readonly scopes: string
  readonly resources: string
  readonly expires: string
}

export type FieldName = keyof Fields

interface Draft {
  readonly fields: Fields
  /** What the secret says of itself; null before it was pasted and in the edit form. */
  readonly inspection: Inspection | null
  readonly failure: Failure | null
  readonly busy: boolean
  readonly set: (field: FieldName, text: string) => void
  /** Identifies a secret and fills what the user has not written. The secret is passed on and not kept. */
  readonly identify: (secret: string) => Promise<void>
  /** @returns The stored token; null when it was refused, with `failure` set. The secret is passed on and not kept. */
  readonly add: (secret: string) => Promise<TokenView | null>
  readonly edit: (id: string) => Promise<TokenView | null>
}

const NOTHING: Fields = {
  name: '',
  domainKind: 'project',
  domainName: '',
  destinations: '',
  env: '',
  scopes: '',
  resources: '',
  expires: '',
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const textOrNull = (text: string): string | null => text.trim() || null

/** The form's texts as a request's details. Checking them is main's work: one grammar, one place. */
export const detailsOf = (fields: Fields): Omit<RequestOf<'tokens:edit'>, 'id'> => ({
  name: fields.name.trim(),
  domain: `${fields.domainKind}:${fields.domainName.trim()}`,
  destinations: linesOf(fields.destinations),
  env: textOrNull(fields.env),
  scopes: fields.scopes.split(/[\s,]+/).filter(Boolean),
  resources: linesOf(fields.resources),
  expires: textOrNull(fields.expires),
})

/** A stored token as the edit form begins. */
export const fieldsOf = (token: TokenView): Fields => ({
  name: token.name,
  domainKind: token.domain.kind,
  domainName: token.domain.name,
  destinations: token.destinations.join('\n'),
  env: token.env ?? '',
  scopes: token.reach.scopes.join(' '),
  resources: token.reach.resources.map(({ kind, name }) => `${kind}:${name}`).join('\n'),
  expires: token.expiresAt ?? '',
})

const suggestedBy = (inspection: Inspection): Partial<Fields> => ({
  name: inspection.name,
  destinations: inspection.destinations.join('\n'),
  env: inspection.env ?? '',
  expires: inspection.expiresAt ?? '',
})

/** The form of one token, for as long as its sheet is open. It never holds the secret. */
export function createDraftStore(ask: Ask, begin: Fields = NOTHING) {
  const written = new Set<string>()
  let identified = 0
  return createStore<Draft>()((set, get) => {
    const suggest = (inspection: Inspection): void => {
      const open = Object.entries(suggestedBy(inspection)).filter(([field]) => !written.has(field))
      set({ inspection, failure: null, fields: { ...get().fields, ...Object.fromEntries(open) } })
    }
    const send = async (
      channel: 'tokens:add' | 'tokens:edit',
      request: { secret: string } | { id: string },
    ): Promise<TokenView | null> => {
      if (get().busy) return null
      const missing = missingOf(get().fields, 'secret' in request ? request.secret : null)
      if (missing !== null) {
        set({ failure: missing })
        return null
      }
      set({ busy: true, failure: null })
      const body = { ...request, ...detailsOf(get().fields) } as RequestOf<typeof channel>
      const answer = await answerOf(ask, channel, body)
      set({ busy: false, failure: answer.ok ? null : answer.error })
      return answer.ok ? answer.value : null
    }
    return {
      fields: begin,
      inspection: null,
      failure: null,
      busy: false,
      set: (field, text) => {
        written.add(field)
        set({ fields: { ...get().fields, [field]: text }, failure: null })
      },
      identify: async (secret) => {
        identified += 1
        const question = identified
        if (secret === '') return set({ inspection: null, failure: null })
        const answer = await answerOf(ask, 'tokens:inspect', { secret })
        if (question !== identified) return
        if (answer.ok) suggest(answer.value)
        else set({ inspection: null, failure: answer.error })
      },
      add: (secret) => send('tokens:add', { secret }),
      edit: (id) => send('tokens:edit', { id }),
    }
  })
}
