import { z } from 'zod'
import type { AppStatus, EventView, Inspection, LiveSession, ProjectView, SessionView, TokenView } from './view.ts'

const id = z.string().regex(/^tok_[0-9A-Z]{26}$/)
const session = z.string().regex(/^ses_[0-9A-Z]{26}$/)
const root = z.string().min(1).max(4096)
const variable = z.string().min(1).max(128)
const name = z.string().min(1).max(64)
const words = z.array(z.string().min(1).max(2048)).max(100)
/** One mebibyte of secret, in characters at most. */
const secret = z
  .string()
  .min(1)
  .max(1024 * 1024)

/** The text of an SVG file; main looks at what is in it. */
const picture = z
  .string()
  .min(1)
  .max(1024 * 1024)

const details = {
  name,
  domain: z.string().min(1).max(80),
  destinations: words,
  env: variable.nullable(),
  scopes: words,
  resources: words,
  expires: z.string().max(64).nullable(),
}

/** What the window may ask, channel by channel: the request's schema. Strict: an unknown field is refused. */
export const REQUESTS = {
  'app:status': z.strictObject({}),
  'app:unlock': z.strictObject({ passphrase: z.string().min(1).max(4096) }),
  'tokens:list': z.strictObject({}),
  'tokens:inspect': z.strictObject({ secret }),
  'tokens:add': z.strictObject({ secret, ...details }),
  'tokens:edit': z.strictObject({ id, ...details }),
  'tokens:rotate': z.strictObject({ id, secret, expires: z.string().max(64).nullable() }),
  'tokens:narrow': z.strictObject({
    id,
    name,
    domain: details.domain,
    resources: words,
    expires: details.expires,
  }),
  'tokens:remove': z.strictObject({ id }),
  'tokens:copy': z.strictObject({ id }),
  'tokens:reveal': z.strictObject({ id }),
  'tokens:quarantine': z.strictObject({ id }),
  'tokens:release': z.strictObject({ id }),
  'tokens:ask': z.strictObject({ id }),
  'projects:list': z.strictObject({}),
  'projects:choose': z.strictObject({}),
  'projects:bind': z.strictObject({ root, id, env: variable.nullable() }),
  'projects:unbind': z.strictObject({ root, env: variable }),
  'projects:allow': z.strictObject({ root }),
  'projects:deny': z.strictObject({ root }),
  'projects:shell': z.strictObject({ root }),
  'sessions:list': z.strictObject({}),
  'sessions:live': z.strictObject({}),
  'sessions:end': z.strictObject({ id: session }),
  'events:list': z.strictObject({ limit: z.int().min(1).max(1000) }),
  'pictures:save': z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,127}$/), svg: picture }),
  'links:open': z.strictObject({ id, rule: z.string().max(16) }),
} as const

export type Channel = keyof typeof REQUESTS

export type RequestOf<C extends Channel> = z.infer<(typeof REQUESTS)[C]>

/** What each channel answers. No channel returns a secret but `tokens:reveal`, after a confirmation in main. */
export interface Answers {
  'app:status': AppStatus
  /** Opens a sealed store for as long as the app runs. */
  'app:unlock': AppStatus
  'tokens:list': readonly TokenView[]
  'tokens:inspect': Inspection
  'tokens:add': TokenView
  'tokens:edit': TokenView
  /** The new secret is in the old one's place, everywhere at once. */
  'tokens:rotate': TokenView
  /** The narrower one, a token of its own; the old one stays as it is. */
  'tokens:narrow': TokenView
  'tokens:remove': null
  /** Milliseconds after which the clipboard is cleared. */
  'tokens:copy': { readonly clearsInMs: number }
  'tokens:reveal': { readonly plaintext: string }
  'tokens:quarantine': TokenView
  'tokens:release': TokenView
  /** Asks the token's provider what it may do: the token is sent there. */
  'tokens:ask': TokenView
  'projects:list': readonly ProjectView[]
  /** null when the dialog was cancelled. */
  'projects:choose': ProjectView | null
  /** For a god-level token after a confirmation in main. */
  'projects:bind': ProjectView
  'projects:unbind': ProjectView
  /** After a confirmation in main, which says all that the file would do. */
  'projects:allow': ProjectView
  'projects:deny': ProjectView
  /** Name of the terminal that was started. */
  'projects:shell': { readonly terminal: string }
  'sessions:list': readonly SessionView[]
  /** Those whose broker runs, the newest first. */
  'sessions:live': readonly LiveSession[]
  /** Its tunnels are closed when this is answered. */
  'sessions:end': null
  /** Newest first. */
  'events:list': readonly EventView[]
  /** Where it was written; null when the dialog was cancelled. */
  'pictures:save': { readonly path: string } | null
  'links:open': null
}

/** What main tells the window without being asked. */
export interface Events {
  /** Something in the catalog changed: read it again, or only the record, which is where requests go. */
  'vault:changed': { readonly what: 'record' | 'all' }
  /** Show a screen, from the tray or a second start. */
  'window:show': {
    readonly screen: 'overview' | 'tokens' | 'projects' | 'sessions' | 'activity'
    readonly filter: 'god' | null
  }
}

export type EventName = keyof Events
