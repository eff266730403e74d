import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Access } from '../token/reach.ts'

/** What a scope allows. */
export interface Grade extends ScopeFact {
  readonly scope: string
  /** True when it stands for everything there is. */
  readonly wildcard: boolean
}

// Whole scopes that mean everything, at any provider.
const EVERYTHING = /^(?:all|full|everything|(?:full|all)[\s_-]?(?:access|control|scopes|permissions))$/i

// Scopes and roles that are nothing but a rank: nobody said over what, so it is over everything their service has.
const RANK =
  /^(?:role[:_-])*(?:(?:cluster|global|super|system|company|org|tenant)[_-]?)?(?:admin(?:istrator)?|owner|root|superuser|sudo)(?:[_-]?access)?$/i

// A star between two separators: `read:*` reads everything, while `read*` may be `readwrite` or anything else.
const WHOLE_WORD_STAR = /^(?:[^*]*[^*\p{L}\p{N}])?\*(?:[^*\p{L}\p{N}][^*]*)?$/u

// Words that name the whole of an owner's things, as in `admin:org` and `User.ReadWrite.All`.
const WHOLE: ReadonlySet<string> = new Set(
  'org orgs organization organizations organisation organisations enterprise tenant all'.split(' '),
)

// Words of a scope, strongest first. A scope with a word of each kind allows the stronger.
const WORDS: readonly (readonly [Access, ReadonlySet<string>])[] = [
  [
    'admin',
    new Set(
      'admin administer administration administrator owner root sudo superuser manage full impersonate'.split(' '),
    ),
  ],
  [
    'write',
    new Set(
      `write readwrite rw create add update edit modify change delete remove destroy publish push upload deploy send post put patch
       execute run invoke trigger maintain maintainer developer editor contributor`.split(/\s+/),
    ),
  ],
  ['read', new Set('read readonly ro view viewer get download reader'.split(' '))],
]

// Scopes of reading whose words are no verbs elsewhere: OpenID Connect Core section 5.4, and what others took from it.
const IDENTITY: ReadonlySet<string> = new Set('openid profile email identify offline_access'.split(' '))

// Verbs of reading that are nouns inside other scopes: only first or last, and a pull request is none.
const AT_AN_END: ReadonlySet<string> = new Set(['list', 'pull'])

// Google's scopes are addresses; what follows the path is read like any other scope. developers.google.com, "OAuth 2.0 Scopes".
const GOOGLE = 'https://www.googleapis.com/auth/'

// Those of Google's that are no words of access, and stand for a whole service or the whole cloud.
const GOOGLE_SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  [
    'cloud-platform',
    { access: 'admin', atLeast: 'account', says: 'change everything in Google Cloud that its account may change' },
  ],
  ['drive', { access: 'write', atLeast: 'account', says: 'change and delete every file in Google Drive' }],
  ['calendar', { access: 'write', atLeast: 'account' }],
  ['contacts', { access: 'write', atLeast: 'account' }],
  ['spreadsheets', { access: 'write', atLeast: 'account' }],
  ['documents', { access: 'write', atLeast: 'account' }],
  ['bigquery', { access: 'write', atLeast: 'account' }],
  ['compute', { access: 'write', atLeast: 'account' }],
])

const GRADES_KEPT = 10_000

const grades = new Map<Provider | null, Map<string, Grade>>()

/** Reads one scope: as its provider's table has it, in whatever spelling, else by its words; a scope of unknown words has unknown access. */
export function gradeScope(scope: string, provider: Provider | null): Grade {
  const known = grades.get(provider) ?? new Map<string, Grade>()
  grades.set(provider, known)
  const grade = known.get(scope) ?? gradeOf(scope, provider)
  // Scopes come from strangers, too: what is kept of them has an end.
  if (known.size < GRADES_KEPT) known.set(scope, grade)
  return grade
}

function gradeOf(scope: string, provider: Provider | null): Grade {
  if (scope.includes('*')) return { scope, access: accessUnderStar(scope), atLeast: 'account', wildcard: true }
  if (EVERYTHING.test(scope)) return { scope, access: 'admin', atLeast: 'account', wildcard: true }
  const fact = provider?.scopes?.get(scope) ?? ofGoogle(scope) ?? inAnotherSpelling(scope, provider) ?? byWords(scope)
  return { scope, ...fact, wildcard: false }
}

const spellings = new WeakMap<Provider, ReadonlyMap<string, ScopeFact>>()

/** As the table has it under another spelling: people write `Members: write` for `members:write`, as the page of the provider does. */
function inAnotherSpelling(scope: string, provider: Provider | null): ScopeFact | undefined {
  if (provider?.scopes === undefined) return undefined
  const known = spellings.get(provider) ?? spelledAlike(provider.scopes)
  spellings.set(provider, known)
  return known.get(spoken(scope))
}

/** The table by the words of its scopes alone; where two have the same, the stronger. */
function spelledAlike(scopes: ReadonlyMap<string, ScopeFact>): ReadonlyMap<string, ScopeFact> {
  const alike = new Map<string, ScopeFact>()
  for (const [scope, fact] of scopes) {
    const words = spoken(scope)
    const known = alike.get(words)
    if (words !== '' && (known === undefined || strength(fact) > strength(known))) alike.set(words, fact)
  }
  return alike
}

const spoken = (scope: string): string =>
  wordsOf(scope)
    .filter((word) => word !== '')
    .join(' ')

const RANKS: readonly Access[] = ['read', 'unknown', 'write', 'admin']

const strength = ({ access, atLeast }: ScopeFact): number => 2 * RANKS.indexOf(access) + (atLeast === undefined ? 0 : 1)

function accessUnderStar(scope: string): Access {
  const { access } = byWords(scope)
  return access === 'unknown' || !WHOLE_WORD_STAR.test(scope) ? 'admin' : access
}

const ofGoogle = (scope: string): ScopeFact | undefined => {
  if (scope === 'https://mail.google.com/')
    return { access: 'write', atLeast: 'account', says: 'read, send and delete all mail' }
  if (!scope.startsWith(GOOGLE)) return undefined
  const name = scope.slice(GOOGLE.length)
  return GOOGLE_SCOPES.get(name) ?? { ...byWords(name), breadth: 'account' }
}

function byWords(scope: string): ScopeFact {
  if (RANK.test(scope)) return { access: 'admin', atLeast: 'organisation' }
  const words = wordsOf(scope)
  const access = WORDS.find(([, known]) => words.some((word) => known.has(word)))?.[0] ?? weakly(scope, words)
  return words.some((word) => WHOLE.has(word)) ? { access, atLeast: 'organisation' } : { access }
}

function weakly(scope: string, words: readonly string[]): Access {
  if (IDENTITY.has(scope.toLowerCase())) return 'read'
  const [first = '', second = ''] = words
  const last = words.at(-1) ?? ''
  const reads = AT_AN_END.has(last) || (AT_AN_END.has(first) && !second.startsWith('request'))
  return reads ? 'read' : 'unknown'
}

// `user:read`, `User.ReadWrite.All`, `read_user` and `S3FullAccess` are taken apart alike.
const wordsOf = (scope: string): string[] =>
  scope
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
