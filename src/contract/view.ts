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
  /** True when its form lets a narrower one be made from it here, offline. */
  readonly narrowable: boolean
  /** The single resources of its reach that belong to its domain. */
  readonly inside: readonly Resource[]
  /** Those that do not: in excess, each of them. */
  readonly outside: readonly Resource[]
}

export interface Inspection extends CoreInspection {
  readonly providerName: string | null
}

/** A placeholder that was sent where it must not be. */
export interface TripwireView {
  readonly seq: number
  readonly at: string
  readonly code: string
  /** What was sent where, and by which process. */
  readonly says: string
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
  /** `unknown`: nothing reports the end of a command without a broker. */
  readonly state: 'running' | 'ended' | 'unknown'
  /** True when its processes hold placeholders; only then can it be ended from here. */
  readonly brokered: boolean
  /** True when something is kept of what it learned; `bulkhead replay` shows it. */
  readonly learned: boolean
  /** The newest first; those of late only. */
  readonly tripwires: readonly TripwireView[]
}

/** One request of a running session. */
export interface RequestView {
  readonly at: string
  /** Name of the token that it was for. */
  readonly token: string | null
  readonly method: string
  readonly host: string
  /** Without a query; empty where it held a placeholder. */
  readonly path: string
  readonly status: number | null
  readonly decision: 'allowed' | 'refused'
  readonly code: string | null
}

/** A session whose broker runs, and what goes through it. */
export interface LiveSession extends SessionView {
  readonly strict: boolean
  /** Over the last ten seconds. */
  readonly perSecond: number
  readonly allowed: number
  readonly refused: number
  /** What servers said of its tokens' scopes: those that the requests of this session are accepted with, and those held. */
  readonly scopes: readonly {
    readonly token: string
    readonly accepted: readonly string[]
    readonly held: readonly string[]
  }[]
  /** Its latest requests, the newest first. */
  readonly last: readonly RequestView[]
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
  readonly pid: number | null
  /** What a broker decided about. */
  readonly request: { readonly method: string; readonly host: string } | null
  /** A tripwire in words; null for other events. */
  readonly says: string | null
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
