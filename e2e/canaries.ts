/**
 * Canary secrets: made up, planted in a test, and looked for in every place where no secret may be.
 *
 * A message of this module never holds a canary or a part of one, only its label, the encoding and the place.
 */
import { randomBytes } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Canary {
  /** What messages call it. */
  readonly label: string
  readonly value: string
}

/** A place that was searched: its name for messages, its bytes. */
export interface Place {
  readonly name: string
  readonly bytes: Buffer
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * A new random canary.
 *
 * @param prefix What a provider's tokens start with, e.g. `github_pat_`.
 * @param length Random characters after the prefix. Default 40.
 */
export function newCanary(label: string, prefix = '', length = 40): Canary {
  const random = Array.from(randomBytes(length), (byte) => LETTERS[byte % LETTERS.length]).join('')
  return { label, value: prefix + random }
}

/**
 * Throws when `where` holds a canary in any encoding.
 *
 * @param where A name for the message and what was captured there; text is searched as UTF-8.
 */
export function assertNoCanary(canaries: readonly Canary[], name: string, content: string | Uint8Array): void {
  refuse(hits(canaries, [{ name, bytes: Buffer.from(content) }]))
}

/** Throws when a file, or any file below a folder, holds a canary in its content or its name. */
export function assertNoCanaryInFiles(canaries: readonly Canary[], ...paths: string[]): void {
  refuse(hits(canaries, paths.flatMap(placesBelow)))
}

/**
 * Throws when the command line or the environment of a running process holds a canary.
 *
 * @param parts What to read below `/proc/PID`. A child that was given a secret has it in `environ` rightly.
 */
export function assertNoCanaryInProcess(
  canaries: readonly Canary[],
  pid: number,
  parts: readonly ('cmdline' | 'environ')[] = ['cmdline', 'environ'],
): void {
  const places = parts.map((part) => ({ name: `/proc/${pid}/${part}`, bytes: readFileSync(`/proc/${pid}/${part}`) }))
  refuse(hits(canaries, places))
}

/**
 * Throws when the command line of any process of this machine holds a canary.
 *
 * Call it while the process under test runs. Processes that end meanwhile are passed over.
 */
export function assertNoCanaryInCommandLines(canaries: readonly Canary[]): void {
  const places = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => `/proc/${pid}/cmdline`)
    .flatMap((path) => {
      try {
        return [{ name: path, bytes: readFileSync(path) }]
      } catch {
        return []
      }
    })
  refuse(hits(canaries, places))
}

/** How a canary was found where it may not be: label, encoding, place; never the value. */
export function hits(canaries: readonly Canary[], places: readonly Place[]): string[] {
  return canaries.flatMap(({ label, value }) =>
    encodingsOf(value).flatMap(([encoding, needle]) =>
      places
        .filter(({ bytes }) => bytes.includes(needle))
        .map(({ name }) => `${label} (${encoding}) in ${name.replaceAll(value, '[canary]')}`),
    ),
  )
}

function refuse(found: readonly string[]): void {
  if (found.length > 0) throw new Error(`a canary is where no secret may be:\n  ${found.join('\n  ')}`)
}

/**
 * Every form in which a secret is looked for.
 *
 * Base64 packs three bytes into four characters, so the same secret looks different at each of three offsets; the
 * characters that its neighbours have a share in are cut off at both ends. The URL alphabet is searched, too.
 */
export function encodingsOf(value: string): readonly (readonly [encoding: string, needle: Buffer])[] {
  if (value.length < 8) throw new TypeError('a canary of fewer than 8 characters would be found by chance')
  const bytes = Buffer.from(value)
  const forms: [string, string][] = [
    ['raw', value],
    ['hex', bytes.toString('hex')],
    ['hex, upper case', bytes.toString('hex').toUpperCase()],
    ['percent', encodeURIComponent(value)],
    ['percent, every byte', percentEncoded(bytes)],
    ['JSON', JSON.stringify(value).slice(1, -1)],
    ['reversed', Array.from(value).reverse().join('')],
    ...[0, 1, 2].flatMap((offset): [string, string][] => {
      const text = base64At(bytes, offset)
      return [
        [`base64 at offset ${offset}`, text],
        [`base64url at offset ${offset}`, text.replaceAll('+', '-').replaceAll('/', '_')],
      ]
    }),
  ]
  const needles = forms.map(([encoding, text]) => [encoding, Buffer.from(text)] as const)
  return [...needles, ['UTF-16', Buffer.from(value, 'utf16le')]]
}

const percentEncoded = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '')
  const shared = Math.ceil((offset * 8) / 6)
  const whole = Math.floor(((offset + bytes.length) * 8) / 6)
  return text.slice(shared, whole)
}

function placesBelow(path: string): Place[] {
  const name: Place = { name: `the path ${path}`, bytes: Buffer.from(path) }
  const stat = lstatSync(path)
  if (stat.isDirectory()) return [name, ...readdirSync(path).flatMap((entry) => placesBelow(join(path, entry)))]
  if (!stat.isFile()) return [name]
  return [name, { name: path, bytes: readFileSync(path) }]
}
