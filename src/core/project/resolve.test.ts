import { describe, expect, it } from 'vitest'
import type { Catalog, TokenRow } from '../ports.ts'
import type { Carrier } from '../token/provider.ts'
import type { Project } from './project.ts'
import { resolveBindings } from './resolve.ts'

const NOW = new Date('2026-11-23T12:00:00Z')

const row = {
  id: 'tok_1',
  name: 'gitlab-web',
  provider: 'gitlab',
  status: 'active',
  domain: { kind: 'project', name: 'web' },
  destinations: ['gitlab.com/api/v4/**'],
  expiresAt: null,
  life: 'live',
} as unknown as TokenRow

// Only what is asked for a binding by id.
const catalog = { tokenById: (id: string) => (id === row.id ? row : null) } as unknown as Catalog

const projectWith = (to: string): Project =>
  ({
    root: '/web',
    name: 'web',
    file: null,
    trusted: null,
    bindings: [{ env: 'GITLAB_TOKEN', tokenId: row.id, want: { kind: 'id', id: row.id }, to: [to], source: 'file' }],
  }) as unknown as Project

const resolved = (to: string, carriersOf?: () => readonly Carrier[]): readonly string[] | null | undefined =>
  resolveBindings(projectWith(to), catalog, NOW, carriersOf)[0]?.to

describe('what a project file sends a token to', () => {
  const gitlab = (): readonly Carrier[] => [{ kind: 'header', header: 'PRIVATE-TOKEN' }, { kind: 'bearer' }]

  it.each(['gitlab.com', 'gitlab.com/api/**', 'evil.example/api/v4/x', 'gitlab.com:8443/api/v4/x'])(
    'cannot be %s, which is wider',
    (to) => {
      expect(() => resolved(to)).toThrow(expect.objectContaining({ code: 'destination-refused' }))
    },
  )

  it('cannot name a carrier that its provider does not take, where requests are judged', () => {
    const to = 'gitlab.com/api/v4/user via query:private_token'
    expect(() => resolved(to, gitlab)).toThrow(expect.objectContaining({ code: 'destination-refused' }))
  })

  it.each(['gitlab.com/api/v4/user via PRIVATE-TOKEN', 'GET gitlab.com/api/v4/projects/* via bearer'])(
    'may be %s, which is narrower',
    (to) => {
      expect(resolved(to, gitlab)).toEqual([to])
      expect(resolved(to)).toEqual([to])
    },
  )

  it('may name any carrier where the command holds the secret itself', () => {
    expect(resolved('gitlab.com/api/v4/user via query:private_token')).toHaveLength(1)
  })
})
