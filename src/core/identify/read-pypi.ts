import type { Contents } from '../token/contents.ts'
import type { Breadth } from '../token/reach.ts'
import { FOREIGN_LIMITS } from './foreign-text.ts'
import { type Caveats, pypiCaveats } from './pypi-caveats.ts'

/** The caveats of a PyPI token, each in words, and what they leave together. */
export function readPypi(text: string): Contents | null {
  const caveats = pypiCaveats(text)
  if (caveats === null) return null
  const { projects, says, expiresAt } = caveats
  return {
    source: 'caveats',
    says: [...togetherOf(caveats), ...says],
    breadth: breadthOf(projects),
    resources: (projects ?? []).slice(0, FOREIGN_LIMITS.count).map((name) => ({
      kind: 'project',
      name: name.slice(0, FOREIGN_LIMITS.length),
    })),
    expiresAt,
  }
}

function breadthOf(projects: readonly string[] | null): Breadth {
  if (projects === null) return 'account'
  return projects.length > 1 ? 'several' : 'resource'
}

function togetherOf({ projects, expiresAt, notBefore }: Caveats): string[] {
  const isNever = expiresAt !== null && notBefore !== null && notBefore >= expiresAt
  return [
    ...(projects === null ? ['no caveat names a project: it publishes every project of its user'] : []),
    ...(projects?.length === 0 ? ['its lists of projects have none in common: it can publish nothing'] : []),
    ...(isNever ? ['it ends before it begins: it never holds'] : []),
  ]
}
