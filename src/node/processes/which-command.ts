import { accessSync, constants, statSync } from 'node:fs'

/** Where a command lies; or why it cannot be started, with the exit code that shells give for that. */
export type Whereabouts =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'failure'; readonly exitCode: 126 | 127; readonly reason: string }

/** What the C library takes without PATH: confstr(3), `_CS_PATH`. */
const DEFAULT_PATH = '/bin:/usr/bin'

/**
 * Finds a command as execvp(3) does: a name with a slash is a path, another one is looked for along PATH.
 *
 * An empty entry of PATH is the working directory. A file that may not be executed, and a folder, are passed over; when
 * nothing else is found they make the difference between 126 and 127.
 *
 * @param path The PATH of the environment that the command will get.
 */
export function whichCommand(command: string, path: string | undefined): Whereabouts {
  if (command === '') return { kind: 'failure', exitCode: 127, reason: 'no command was given' }
  if (command.includes('/')) {
    const reason = whyNot(command)
    return reason === null ? { kind: 'file', path: command } : failure(reason)
  }
  let worst = 'ENOENT'
  for (const folder of (path ?? DEFAULT_PATH).split(':')) {
    const candidate = `${folder === '' ? '.' : folder}/${command}`
    const reason = whyNot(candidate)
    if (reason === null) return { kind: 'file', path: candidate }
    // Whatever is wrong with one folder of PATH, the command may be in the next; only permission is remembered.
    if (reason === 'EACCES' || reason === 'EISDIR') worst = reason
  }
  return failure(worst)
}

/** The error that executing this path would meet, as far as the file itself tells; null for none. */
export function whyNot(path: string): string | null {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return 'EISDIR'
    if (!stat.isFile()) return 'EACCES'
    accessSync(path, constants.X_OK)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'EACCES'
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'command not found',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOTDIR: 'a part of its path is not a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
}

const failure = (code: string): Whereabouts => ({
  kind: 'failure',
  exitCode: code === 'ENOENT' ? 127 : 126,
  reason: REASONS[code] ?? `it cannot be executed (${code})`,
})
