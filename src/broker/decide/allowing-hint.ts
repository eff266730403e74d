import { type Destination, formatDestination, readDestination } from '../../core/token/destination-grammar.ts'
import { covers, matchesDestination } from '../../core/token/destination-match.ts'
import { isLoopback } from '../../core/token/host.ts'
import type { BrokeredToken } from '../session.ts'
import type { Asked } from './asked.ts'
import { shownPath } from './shown-request.ts'
import { destinationsAt } from './tokens-for.ts'

/**
 * What to do so that a request is allowed: the command that widens its token by just that.
 *
 * No command for what no destination should name: metadata hosts, http to what is not loopback, odd paths and methods.
 */
export function allowingHint(token: BrokeredToken, asked: Asked): string {
  const wanted = smallestFor(token, asked)
  if (wanted === null) return `no destination can name this request; see where it may go: bulkhead show ${token.name}`
  return addingHint(token, [wanted])
}

/** The command that gives a token more destinations, for a hint; where a project's file narrows it, what to do there. */
export function addingHint(token: BrokeredToken, wanted: readonly Destination[]): string {
  const { all, isNarrowed } = token.kept?.() ?? { all: token.destinations, isNarrowed: false }
  const missing = wanted.filter((each) => !all.some((own) => covers(own, each)))
  const command = ['bulkhead edit', token.name, ...missing.map((each) => `--add-to ${quoted(each)}`)].join(' ')
  const inFile = `add ${wanted.map(quoted).join(', ')} to what ${token.env} is for in .bulkhead.toml, then: bulkhead allow`
  const steps = [...(missing.length > 0 ? [command] : []), ...(isNarrowed ? [inFile] : [])]
  if (steps.length === 0) return 'it is allowed by now, from the next session on'
  return `to allow it in the next session: ${steps.join('; and ')}`
}

function smallestFor(token: BrokeredToken, asked: Asked): Destination | null {
  const { place, method, target, fields } = asked
  const path = shownPath(target)
  if (path === null || (place.scheme === 'http' && !isLoopback(place.host))) return null
  const carrier = destinationsAt(token, place)[0]?.carrier ?? null
  const request = { ...place, method, path: target, headers: fields }
  for (const other of [method, ...OVERRIDING]) {
    const destination = { ...place, methods: [...new Set([method, other])].sort(), path, carrier }
    if (isWritable(destination) && matchesDestination(destination, request)) return destination
  }
  return null
}

/** What a header or a parameter may put in place of a method. */
const OVERRIDING = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const

function isWritable(destination: Destination): boolean {
  try {
    readDestination(formatDestination(destination))
    return true
  } catch {
    return false
  }
}

/** For a POSIX shell. */
const quoted = (destination: Destination): string => `'${formatDestination(destination).replaceAll("'", "'\\''")}'`
