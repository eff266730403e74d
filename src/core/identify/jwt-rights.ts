import { isObject } from './foreign-text.ts'

// `scope` is RFC 8693's, `scp` Microsoft's and Okta's, `permissions` Auth0's.
const SCOPE_NAMES: ReadonlySet<string> = new Set(['scope', 'scopes', 'scp', 'permissions'])

/** Also behind a namespace or a hump: `https://acme.example/roles`, `cognito:groups`, `x-hasura-allowed-roles`, `orgRole`. */
const ROLE_NAME =
  /(?:^|[/:_.-])(?:roles?|rol|groups|authorities|entitlements|permissions|perms|privileges|grants|acls?|rights|capabilities|policies)$/i

/** Behind the same: `https://acme.example/is_admin`, `siteAdmin`. A user says nothing, a superuser all. */
const ADMIN_FLAG =
  /(?:^|[/:_.-])(?:is[_-]?)?(?:(?:super[_-]?)?(?:admin|administrator|root|staff|owner)|super[_-]?user)$/i

const ON: ReadonlySet<unknown> = new Set([true, 1, 'true', '1', 'yes'])

const ANOTHER_TOKEN = /^ey[\w-]+\.ey[\w-]+\./

// Issuers keep a few claims on a few levels; what is beyond is not looked at, so nothing of the token is believed.
const DEPTH_LIMIT = 12
const VALUE_LIMIT = 2_000

/**
 * Finds what a JWT's claims let its holder do, wherever issuers put it: scopes as they are, roles and groups as `role:NAME`.
 *
 * Claims below others count, too: Hasura's and Keycloak's roles are there, and those that people add (`app_metadata.roles`).
 *
 * @returns null when something that names rights is of a shape nobody here reads: a part would look narrower than the whole.
 */
export function jwtRights(payload: Readonly<Record<string, unknown>>): string[] | null {
  const found: string[] = []
  let left = VALUE_LIMIT

  const take = (texts: readonly string[] | null): boolean => {
    found.push(...(texts ?? []))
    return texts !== null
  }
  const walk = (value: unknown, depth: number): boolean => {
    left -= 1
    if (left < 0 || depth > DEPTH_LIMIT) return false
    if (typeof value === 'string') return !ANOTHER_TOKEN.test(value)
    if (Array.isArray(value)) return value.every((item) => walk(item, depth + 1))
    return !isObject(value) || Object.entries(value).every(([name, inner]) => claim(name, inner, depth + 1))
  }
  const claim = (name: string, value: unknown, depth: number): boolean => {
    if (SCOPE_NAMES.has(name)) return take(words(value))
    if (name === 'access') return take(accessOf(value))
    const plain = withoutHumps(name)
    if (ROLE_NAME.test(plain)) return take(asRoles(words(value)))
    if (ADMIN_FLAG.test(plain) && ON.has(value)) return take(['role:admin'])
    return walk(value, depth)
  }

  return walk(payload, 0) ? found : null
}

const withoutHumps = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2')

/** What a container registry's token is for: distribution.github.io, "Token Authentication Implementation", `access`. */
function accessOf(value: unknown): string[] | null {
  const texts = words(value)
  if (texts !== null) return asRoles(texts)
  if (!Array.isArray(value)) return null
  const actions = value.map((item) => (isObject(item) ? words(item.actions) : null))
  return actions.every((list) => list !== null) ? actions.flat() : null
}

const asRoles = (names: readonly string[] | null): string[] | null => names?.map((name) => `role:${name}`) ?? null

const words = (value: unknown): string[] | null =>
  textsOf(value)?.flatMap((text) => text.split(/\s+/).filter((word) => word !== '')) ?? null

/** Nothing, one text or a list of texts, as a list; null for anything else. */
export function textsOf(value: unknown): string[] | null {
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? value : [value]
  return list.every((item) => typeof item === 'string') ? list : null
}
