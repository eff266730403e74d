import type { PreparedSession } from '../core/use-token.ts'

/** What the person at the terminal has to know before a session begins: what was taken out, and that there is no token. */
export function sessionNotes({ session, bindings, change }: PreparedSession, what: string): string[] {
  const removed = change.removed.map(
    ({ env, token }) => `${env} is taken out: it holds ${token}, which is not bound here`,
  )
  if (bindings.length > 0) return removed
  const why = session.root === null ? 'no project here' : `nothing is bound in ${session.project}`
  return [...removed, `${why}: ${what} gets no token`]
}
