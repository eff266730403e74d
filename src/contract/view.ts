import type { BindingView, ProjectView } from '../core/project/project-view.ts'
import type { Assessment } from '../core/reach/assessment.ts'
import type { Inspection as CoreInspection } from '../core/reach/inspection.ts'
import type { TokenView as CoreTokenView } from '../core/reach/token-view.ts'
import type { Verdict } from '../core/token/finding.ts'
import type { Resource } from '../core/token/reach.ts'

export type { Assessment, BindingView, ProjectView, Resource, Verdict }

/** A token as JSON shows it, with what else the window draws. */
export interface TokenView extends CoreTokenView {
  /** As the provider writes itself; null when it is not known. */
  readonly providerName: string | null
  /** True when the provider has a question that reads what its tokens may do. */
  readonly askable: boolean
  /** The single resources of its reach that belong to its domain. */
  readonly inside: readonly Resource[]
  /** Those that do not: in excess, each of them. */
  readonly outside: readonly Resource[]
}

export interface Inspection extends CoreInspection {
  readonly providerName: string | null
}

export interface SessionView {
  readonly id: string
  readonly kind: 'exec' | 'shell'
  readonly project: string | null
  readonly startedAt: string
  readonly endedAt: string | null
  readonly endsAt: string | null
  /** Names of its tokens. */
  readonly tokens: readonly string[]
}

export interface EventView {
  readonly seq: number
  readonly at: string
  readonly action: string
  readonly token: string | null
  readonly project: string | null
  readonly decision: 'allowed' | 'refused' | null
  readonly code: string | null
  /** Name of the acting program. */
  readonly program: string | null
}

/** How the app stands: which store holds the secrets, and what stops it, in words. */
export interface AppStatus {
  readonly store: 'keychain' | 'sealed'
  /** Of the secrets' store; `unreadable`: the catalog itself cannot be opened. */
  readonly state: 'ready' | 'locked' | 'missing' | 'crashed' | 'unreadable'
  readonly message: string
  readonly standIn: boolean
  readonly version: string
}

export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint: string | null
}

/** Every answer over IPC is a value; a refusal is one too. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }
