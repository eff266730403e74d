import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Access } from '../token/reach.ts'

/** What a scope allows. */
export interface Grade extends ScopeFact {
  readonly scope: string
  /** True when it stands for everything there is. */
  readonly wildcard: boolean
}

// Whole scopes that mean everything, at any provider.
const EVERYTHING = /^(?:all|full|full[_-]?access|all[_-]?access)$/i

// Scopes and roles that are nothing but a rank: nobody said over what, so it is over everything their service has.
const RANK =
  /^(?:role[:_-])*(?:(?:cluster|global|super|system|company|org|tenant)[_-]?)?(?:admin(?:istrator)?|owner|root|superuser|sudo)$/i

// Words that name the whole of an owner's things, as in `admin:org` and `User.ReadWrite.All`.
const WHOLE: ReadonlySet<string> = new Set(
  'org orgs organization organizations organisation organisations enterprise tenant all'.split(' '),
)

// Words of a scope, strongest first. A scope with a word of each kind allows the stronger.
const WORDS: readonly (readonly [Access, ReadonlySet<string>])[] = [
  ['admin', new Set('admin administer administration administrator owner root sudo superuser manage full'.split(' '))],
  [
    'write',
    new Set(
      `write readwrite rw create add update edit modify change delete remove destroy publish push upload deploy send post put patch
       execute run invoke trigger maintain maintainer developer editor contributor impersonate`.split(/\s+/),
    ),
  ],
  [
    'read',
    new Set(
      'read readonly ro view viewer list get pull download reader openid profile email identify offline'.split(' '),
    ),
  ],
]

/** Reads one scope: as its provider's table has it, else by its words; a scope of unknown words has unknown access. */
export function gradeScope(scope: string, provider: Provider | null): Grade {
  if (scope.includes('*') || EVERYTHING.test(scope))
    return { scope, access: 'admin', atLeast: 'account', wildcard: true }
  return { scope, ...(provider?.scopes?.get(scope) ?? byWords(scope)), wildcard: false }
}

function byWords(scope: string): ScopeFact {
  if (RANK.test(scope)) return { access: 'admin', atLeast: 'organisation' }
  const words = wordsOf(scope)
  const access = WORDS.find(([, known]) => words.some((word) => known.has(word)))?.[0] ?? 'unknown'
  return words.some((word) => WHOLE.has(word)) ? { access, atLeast: 'organisation' } : { access }
}

// `user:read`, `User.ReadWrite.All`, `read_user` and `S3FullAccess` are taken apart alike.
const wordsOf = (scope: string): string[] =>
  scope
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
