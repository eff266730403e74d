import { createStore } from 'zustand/vanilla'
import type { Failure, TokenView } from '../../contract/view.ts'
import { type Ask, answerOf } from './ask.ts'
import { missingOf } from './missing-of.ts'

/** What the narrower token shall be, as the form holds it. */
export interface NarrowingFields {
  readonly name: string
  readonly domainKind: string
  readonly domainName: string
  /** Names of projects, one a line. */
  readonly projects: string
  readonly expires: string
}

interface Narrowing {
  readonly fields: NarrowingFields
  readonly failure: Failure | null
  readonly busy: boolean
  readonly set: (field: keyof NarrowingFields, text: string) => void
  /** @returns The narrower token; null when it was refused, with `failure` set. */
  readonly narrow: () => Promise<TokenView | null>
}

const NOTHING_LESS: Failure = {
  code: 'usage',
  message: 'nothing to narrow it to',
  hint: 'name a project, or when it ends, or both',
}

const USUAL_END = '90d'

/** How the form begins: with the token's project, where it knows one, and an end. */
export function fieldsFor({ name, domain, inside }: TokenView): NarrowingFields {
  const project = inside[0]?.name ?? (domain.kind === 'project' ? domain.name : '')
  return {
    name: `${name}-${nameOf(project) || 'narrow'}`.slice(0, 64),
    domainKind: domain.kind,
    domainName: domain.name,
    projects: project,
    expires: USUAL_END,
  }
}

/** A project's name as a part of a token's. */
const nameOf = (project: string): string => project.toLowerCase().replace(/[^a-z0-9]+/g, '-')

const resourcesOf = (projects: string): string[] =>
  projects
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (line.includes(':') ? line : `project:${line}`))

/** The form in which a narrower token is made from one, for as long as its sheet is open. */
export const createNarrowingStore = (ask: Ask, token: TokenView) =>
  createStore<Narrowing>()((set, get) => ({
    fields: fieldsFor(token),
    failure: null,
    busy: false,
    set: (field, text) => set({ fields: { ...get().fields, [field]: text }, failure: null }),
    narrow: async () => {
      const { fields, busy } = get()
      if (busy) return null
      const resources = resourcesOf(fields.projects)
      const expires = fields.expires.trim() || null
      const missing = missingOf(fields, null) ?? (resources.length === 0 && expires === null ? NOTHING_LESS : null)
      if (missing !== null) {
        set({ failure: missing })
        return null
      }
      set({ busy: true, failure: null })
      const domain = `${fields.domainKind}:${fields.domainName.trim()}`
      const request = { id: token.id, name: fields.name.trim(), domain, resources, expires }
      const answer = await answerOf(ask, 'tokens:narrow', request)
      set({ busy: false, failure: answer.ok ? null : answer.error })
      return answer.ok ? answer.value : null
    },
  }))
