import type { Contents } from '../token/contents.ts'
import { fromBase64 } from './base64.ts'
import { crc32 } from './crc32.ts'

// Source of both: github.com/gitlabhq/gitlabhq, lib/authn/token_field/generator/routable_token.rb, and GitLab's handbook, "Routable
// tokens": prefix, payload, `.`, since 2025 a version and `.`, two digits of length, seven of checksum, numbers to the base 36.
const ROUTABLE = /^([a-z]+-)(?:t\d_)?([\w-]{27,300})(?:\.[0-9a-z]{2})?\.[0-9a-z]{9}$/

const NAMES: ReadonlyMap<string, string> = new Map([
  ['o', 'organisation'],
  ['g', 'group'],
  ['p', 'project'],
  ['u', 'user'],
])

/** True when a routable token's checksum is right, false when it is wrong; null for the older form, which has none. */
export function hasGitlabChecksum(text: string): boolean | null {
  if (!ROUTABLE.test(text)) return null
  return crc32(text.slice(0, -7)).toString(36).padStart(7, '0') === text.slice(-7)
}

/** What a routable token's payload is routed by: ids of its organisation, group, project or user. The older form tells nothing. */
export function readGitlab(text: string): Contents {
  const [, , payload = ''] = ROUTABLE.exec(text) ?? []
  const ids = [...routingOf(fromBase64(payload) ?? new Uint8Array())].flatMap(([key, value]) => {
    const name = NAMES.get(key)
    const id = Number.parseInt(value, 36)
    return name !== undefined && Number.isSafeInteger(id) ? [`${name} ${id}`] : []
  })
  return { source: 'format', says: ids.length === 0 ? [] : [`it names itself as of the ${ids.join(', ')}`] }
}

/**
 * Lines of `key:value` between random bytes and a byte with their length; in the first version, before the random bytes.
 *
 * The random bytes, which are the secret, are never taken for lines.
 */
function routingOf(bytes: Uint8Array): Map<string, string> {
  const size = bytes.at(-1) ?? 0
  const parts = [bytes.subarray(16, -1), bytes.subarray(0, -17)].filter((part) => part.length > 0)
  const [last, first] = parts
  const newer = last?.length === size ? linesOf(last) : null
  const older = size === 16 && first ? linesOf(first) : null
  return newer ?? older ?? new Map()
}

function linesOf(bytes: Uint8Array): Map<string, string> | null {
  const text = String.fromCharCode(...bytes)
  if (!/^[a-z]:\w{1,13}(?:\n[a-z]:\w{1,13}){0,9}$/.test(text)) return null
  return new Map(text.split('\n').map((line) => [line.slice(0, 1), line.slice(2)]))
}
