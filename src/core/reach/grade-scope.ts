import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Access } from '../token/reach.ts'

/** What a scope allows. */
export interface Grade extends ScopeFact {
  /** True when it stands for everything there is. */
  readonly wildcard: boolean
}

// Whole scopes that mean everything, at any provider.
const EVERYTHING = /^(?:all|full|root|full[_-]?access|all[_-]?access|superuser)$/i

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
    new Set('read readonly ro view viewer list get pull download reader openid profile email identify'.split(' ')),
  ],
]

/** Reads one scope: as its provider's table has it, else by its words; a scope of unknown words has unknown access. */
export function gradeScope(scope: string, provider: Provider | null): Grade {
  if (scope.includes('*') || EVERYTHING.test(scope)) return { access: 'admin', atLeast: 'account', wildcard: true }
  return { ...(provider?.scopes?.get(scope) ?? { access: accessByWords(scope) }), wildcard: false }
}

// `userRead`, `user:read`, `User.ReadWrite.All` and `read_user` hold the same words.
function accessByWords(scope: string): Access {
  const words = scope
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return WORDS.find(([, known]) => words.some((word) => known.has(word)))?.[0] ?? 'unknown'
}
