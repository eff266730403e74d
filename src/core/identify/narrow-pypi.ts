import { BulkheadError } from '../errors.ts'
import type { Narrow } from '../token/narrowing.ts'
import { quoteShort } from '../token/quote-short.ts'
import type { Resource } from '../token/reach.ts'
import { addCaveats, readMacaroon } from './macaroon.ts'
import { type Caveats, pypiCaveats } from './pypi-caveats.ts'

// packaging.python.org, "Names and normalization".
const NAME = /^(?:[a-z0-9]|[a-z0-9][a-z0-9._-]{0,126}[a-z0-9])$/i

/**
 * Adds caveats to a PyPI token: only some projects, only until some day. PyPI takes it without having made it.
 *
 * They are written as PyPI writes its own, compact JSON: warehouse/macaroons/caveats, `[1, [names]]` and `[0, end, start]`.
 */
export const narrowPypi: Narrow = (text, { resources, expiresAt }, { now, hmac }) => {
  const names = [...new Set(resources.map(projectOf))].sort()
  const macaroon = readMacaroon(text.slice('pypi-'.length))
  const caveats = pypiCaveats(text)
  if (macaroon === null || caveats === null) return null

  for (const name of names) refuseOther(name, caveats)
  const added = [
    ...(names.length > 0 ? [[1, names]] : []),
    ...(expiresAt === null ? [] : [[0, seconds(Date.parse(expiresAt)), seconds(now.getTime())]]),
  ]
  return `pypi-${addCaveats(
    macaroon,
    added.map((caveat) => JSON.stringify(caveat)),
    hmac,
  )}`
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)

/** A project's name as PyPI compares it. */
function projectOf({ kind, name }: Resource): string {
  if (kind === 'project' && NAME.test(name)) return name.toLowerCase().replace(/[-_.]+/g, '-')
  throw new BulkheadError(
    'usage',
    `a PyPI token is narrowed to projects by name, not to${quoteShort(name) || ' that'}`,
    {
      hint: 'name a project, such as project:acme-web',
    },
  )
}

function refuseOther(name: string, { names }: Caveats): void {
  if (names === null || names.includes(name)) return
  throw new BulkheadError(
    'usage',
    `the token cannot publish${quoteShort(name) || ' that project'}: a caveat names others`,
    {
      hint: 'see which: bulkhead show NAME',
    },
  )
}
