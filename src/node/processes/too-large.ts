import { readFileSync } from 'node:fs'
import type { Environment } from '../../core/session/environment.ts'

/** What one system takes when a program starts, in bytes. */
interface Limits {
  /** One string with its final NUL. */
  readonly string: number
  /** All strings and the pointers to them. */
  readonly total: number
}

// Linux, fs/exec.c: MAX_ARG_STRLEN is 32 pages; the total is a quarter of the stack's soft limit, at least 32 pages
// (ARG_MAX) and at most 3/4 of 8 MiB. macOS: ARG_MAX is 1 MiB for everything.
const LINUX_STRING = 32 * 4096
const LINUX_LEAST = 32 * 4096
const LINUX_MOST = (8 * 1024 * 1024 * 3) / 4
const MACOS: Limits = { string: 1024 * 1024, total: 1024 * 1024 }

const POINTER = 8

/** Kept free for what the kernel adds to a script: the line that names its interpreter, and its own name. */
const SLACK = 4 * 1024

/**
 * What is too large about the start of a program, in words; null when it fits.
 *
 * execve would answer E2BIG, and in Node that ends the process.
 *
 * @param limits Default: this machine's.
 */
export function tooLarge(argv: readonly string[], env: Environment, limits?: Limits): string | null {
  const sizes = argv.map(bytesOf)
  const variables = Object.entries(env).map(([name, value]) => ({ name, size: bytesOf(name) + bytesOf(value) + 1 }))
  const total =
    [...sizes, ...variables.map(({ size }) => size)].reduce((sum, size) => sum + size + 1 + POINTER, 0) + SLACK
  // Far below every limit: the usual case needs no look at the machine.
  if (limits === undefined && total <= LINUX_LEAST) return null

  const most = limits ?? machineLimits()
  const argument = sizes.findIndex((size) => size + 1 > most.string)
  if (argument >= 0) return argument === 0 ? 'the name of the command is too long' : `argument ${argument} is too long`
  const variable = variables.find(({ size }) => size + 1 > most.string)
  if (variable !== undefined) return `the variable ${variable.name} is too long`
  return total > most.total ? 'the arguments and the environment are too large together' : null
}

function machineLimits(): Limits {
  if (process.platform === 'darwin') return MACOS
  return { string: LINUX_STRING, total: Math.min(Math.max(stackLimit() / 4, LINUX_LEAST), LINUX_MOST) }
}

/** The soft limit of the stack, bytes. proc(5), /proc/PID/limits. */
function stackLimit(): number {
  try {
    const line = /^Max stack size +(\S+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1]
    return line === 'unlimited' ? Number.POSITIVE_INFINITY : Number(line)
  } catch {
    return 0
  }
}

const bytesOf = (text: string): number => Buffer.byteLength(text)
