import type { AuditEntry, TokenRow } from '../../core/ports.ts'
import { newId } from '../../core/token/new-id.ts'
import { UNKNOWN_REACH } from '../../core/token/reach.ts'
import { machineWorld } from '../world.ts'

/** Two ids of one millisecond stand in no order; those of tests stand in the order in which they were made. */
let made = 0

/** A complete row for tests; `more` overrides any part. */
export function tokenRow(name: string, more: Partial<TokenRow> = {}): TokenRow {
  const id = newId('tok', Date.now() + made++, machineWorld.random(10))
  return {
    id,
    name,
    life: 'pending',
    account: id,
    provider: 'github',
    kind: 'classic PAT',
    status: 'active',
    domain: { kind: 'project', name: 'web' },
    destinations: ['api.github.com', 'GET uploads.github.com/repos/acme/web/**'],
    env: 'GITHUB_TOKEN',
    createdAt: '2026-01-02T03:04:05.678Z',
    expiresAt: null,
    rotatedAt: null,
    lastUsedAt: null,
    reach: { ...UNKNOWN_REACH, scopes: ['contents:read'], resources: [{ kind: 'repository', name: 'acme/web' }] },
    declared: { scopes: ['contents:read'], resources: [{ kind: 'repository', name: 'acme/web' }] },
    fingerprint: null,
    introspected: null,
    readWith: null,
    ...more,
  }
}

/** A complete audit entry for tests. */
export const auditEntry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: '2026-01-02T03:04:05.678Z',
  action: 'add',
  token: { id: 'tok_01', name: 'github-web' },
  project: 'web',
  session: null,
  process: [{ pid: 42, exe: '/usr/bin/node' }],
  request: null,
  decision: 'allowed',
  code: null,
  ...more,
})
