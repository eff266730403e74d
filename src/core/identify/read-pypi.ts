import type { Contents } from '../token/contents.ts'
import { pypiCaveats } from './pypi-caveats.ts'

/** The caveats of a PyPI token, as the contents of a secret. */
export function readPypi(text: string): Contents | null {
  const caveats = pypiCaveats(text)
  if (caveats === null) return null
  const { projects, says, expiresAt } = caveats
  return {
    source: 'caveats',
    says: [
      ...(projects === null ? ['no caveat names a project: it publishes every project of its user'] : []),
      ...says,
    ],
    breadth: projects === null ? 'account' : projects.length > 1 ? 'several' : 'resource',
    resources: projects?.map((name) => ({ kind: 'project', name })) ?? [],
    expiresAt,
  }
}
