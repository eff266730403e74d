import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'

const REPLACEMENT = '\ufffd'

/**
 * What of this process's arguments or environment Node could not take over unchanged, in words; null for nothing.
 *
 * Node reads both as UTF-8, puts U+FFFD for every other byte, and drops a variable whose name is not UTF-8. Linux keeps
 * the bytes that a process was started with; elsewhere the replacement character alone is enough to be suspect.
 */
export function alteredStart(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const isAltered = (text: string | undefined): boolean => text?.includes(REPLACEMENT) === true
  if (!(isIntact('/proc/self/cmdline') ?? !argv.some(isAltered))) return 'an argument is not valid UTF-8'
  const isWhole = isIntact('/proc/self/environ') ?? !Object.entries(env).flat().some(isAltered)
  return isWhole ? null : 'an environment variable is not valid UTF-8'
}

/** Null where the system does not tell. */
function isIntact(path: string): boolean | null {
  try {
    return isUtf8(readFileSync(path))
  } catch {
    return null
  }
}
