import type { PreparedBroker } from '../../core/broker-tokens.ts'
import type { EnvironmentChange } from '../../core/session/environment.ts'

/** What the person at the terminal has to know before a brokered session begins: what is taken out, and what is not there. */
export function brokerNotes(
  { session, grants, leftOut }: PreparedBroker,
  { removed }: EnvironmentChange,
  what: string,
): string[] {
  const notes = [
    ...removed.map(({ env, token }) => `${env} is taken out: it holds ${token} itself`),
    ...leftOut.map(({ env, token, why }) => `${env} is left out: no broker can carry ${token}, ${why}`),
  ]
  if (grants.length > 0 || leftOut.length > 0) return notes
  const why = session.root === null ? 'no project here' : `nothing is bound in ${session.project}`
  return [...notes, `${why}: ${what} gets no token`]
}
