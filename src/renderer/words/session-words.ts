import type { LiveSession, SessionView } from '../../contract/view.ts'

/** What a session is called: by its project. */
export const sessionName = ({ project }: Pick<SessionView, 'project'>): string => project ?? 'no project'

/** What kind of session it is: `shell, brokered, strict`. */
export function sessionKind(
  session: Pick<SessionView, 'kind' | 'brokered'> & Partial<Pick<LiveSession, 'strict'>>,
): string {
  const { kind, brokered, strict = false } = session
  return [kind === 'shell' ? 'shell' : 'command', brokered && 'brokered', strict && 'strict'].filter(Boolean).join(', ')
}
