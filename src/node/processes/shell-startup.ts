import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BulkheadError } from '../../core/errors.ts'
import { type Environment, variables } from '../../core/session/environment.ts'

/** How a shell is started so that it reads the user's own files first and keeps our promises after them. */
export interface ShellStartup {
  readonly argv: readonly string[]
  readonly env: Environment
}

/** What one kind of shell needs: arguments after its name, and changes to the environment. */
interface Row {
  readonly args: (resources: string) => readonly string[]
  readonly env: (env: Environment, resources: string) => Iterable<readonly [string, string]>
}

const SHELLS: Readonly<Record<string, Row>> = {
  // In place of ~/.bashrc, which the file reads itself; a bash that is not interactive reads neither.
  bash: { args: (resources) => ['--rcfile', join(resources, 'bash', 'session.bash')], env: () => [] },
  // zsh looks for all of the user's files there; ours gives it back as its first step.
  zsh: {
    args: () => [],
    env: ({ ZDOTDIR }, resources) => [
      ['ZDOTDIR', join(resources, 'zsh')],
      ...(ZDOTDIR === undefined ? [] : [['BULKHEAD_ZDOTDIR', ZDOTDIR] as const]),
    ],
  },
  // Nothing of ours can come before the user's files, so what they might overwrite is handed over twice.
  fish: {
    args: (resources) => ['--init-command', `source ${quotedForFish(join(resources, 'fish', 'session.fish'))}`],
    env: (env) => given(env).map(([name, value]) => [`BULKHEAD_GIVEN_${name}`, value]),
  },
}

/** A POSIX shell takes its prompt from the environment; only the time that is left cannot be shown there. */
const OTHER: Row = {
  args: () => [],
  env: ({ BULKHEAD_PROJECT, PS1 }) => [['PS1', `(${BULKHEAD_PROJECT || 'bulkhead'}) ${PS1 ?? '$ '}`]],
}

/** The user's own shell: `$SHELL`, else the one of the password file. @throws {BulkheadError} `failure` without either. */
export function userShell(env: Environment): string {
  const shell = env.SHELL || shellOfAccount()
  if (shell !== null && isAbsolute(shell)) return shell
  throw new BulkheadError('failure', 'your shell is not known', { hint: 'set SHELL to its path, such as /bin/bash' })
}

/**
 * Arguments and environment for a scoped shell. Secrets are in the environment only.
 *
 * @param env The session's environment.
 * @param cli Path of this program's script, for what start-up files exported of other projects.
 */
export function shellStartup(shell: string, env: Environment, cli: string): ShellStartup {
  const row = SHELLS[basename(shell)]
  const resources = resourcesFolder()
  if (row === undefined || resources === null) {
    return { argv: [basename(shell)], env: variables([...Object.entries(env), ...OTHER.env(env, '')]) }
  }
  const ours = [['BULKHEAD_NODE', process.execPath] as const, ['BULKHEAD_CLI', cli] as const]
  return {
    argv: [basename(shell), ...row.args(resources)],
    env: variables([...Object.entries(env), ...row.env(env, resources), ...ours]),
  }
}

const given = (env: Environment): [string, string][] =>
  (env.BULKHEAD_VARIABLES ?? '')
    .split(' ')
    .filter((name) => name !== '' && Object.hasOwn(env, name))
    .map((name) => [name, env[name] ?? ''])

// Single quotes in fish know two escapes.
const quotedForFish = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

function shellOfAccount(): string | null {
  try {
    return userInfo().shell
  } catch {
    return null
  }
}

/** The folder of start-up files, beside the built program or beside its sources; null when it is missing. */
function resourcesFolder(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'resources', 'shell')
    if (existsSync(found)) return found
    if (folder === dirname(folder)) return null
  }
}
