import type { ShellEnd } from '../../node/processes/run-shell.ts'

const ENDINGS: Readonly<Record<ShellEnd['why'], string>> = {
  exit: 'done',
  time: 'time is up',
  signal: 'told to end',
  ended: 'ended from outside',
}

/** What a scoped shell says when it begins. @param names Variables that hold its tokens. @param span Its time, as it was given. */
export function shellStarts(project: string | null, names: readonly string[], span: string | undefined): string {
  const what = names.length === 0 ? 'without tokens' : `with ${names.join(', ')}`
  return `a shell of ${project ?? 'no project'} ${what}${span === undefined ? '' : `, for ${span}`}; exit ends it`
}

/** What a scoped shell says when it has ended. */
export const shellEnded = (project: string | null, why: ShellEnd['why']): string =>
  `${ENDINGS[why]}: the shell of ${project ?? 'no project'} has ended, its tokens with it`
