import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'

const REPLACEMENT = '\ufffd'

/**
 * What of this process's arguments or environment Node could not take over unchanged, in words; null for nothing.
 *
 * Node reads both as UTF-8 and puts U+FFFD for every other byte. So only text with that character is suspect, and what
 * the kernel kept of the start tells whether it came so. Elsewhere than on Linux the suspicion is enough.
 */
export function alteredStart(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const argument = argv.findIndex((text) => text.includes(REPLACEMENT))
  if (argument >= 0 && !isIntact('/proc/self/cmdline')) return 'an argument is not valid UTF-8'
  const variable = Object.keys(env).find((name) => name.includes(REPLACEMENT) || env[name]?.includes(REPLACEMENT))
  if (variable !== undefined && !isIntact('/proc/self/environ')) {
    return variable.includes(REPLACEMENT)
      ? 'the name of an environment variable is not valid UTF-8'
      : `the environment variable ${variable} is not valid UTF-8`
  }
  return null
}

function isIntact(path: string): boolean {
  try {
    return isUtf8(readFileSync(path))
  } catch {
    return false
  }
}
