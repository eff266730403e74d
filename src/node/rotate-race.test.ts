/** Several processes that change the same token at once, each over a connection of its own to one catalog and one keychain. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addToken } from '../core/add-token.ts'
import { BulkheadError } from '../core/errors.ts'
import type { SecretStore } from '../core/ports.ts'
import { PROVIDERS } from '../core/providers/providers.ts'
import { fingerprintOf } from '../core/token/fingerprint.ts'
import { Secret } from '../core/token/secret.ts'
import { editToken } from '../core/vault/edit-token.ts'
import { fetchSecret } from '../core/vault/fetch-secret.ts'
import { findToken } from '../core/vault/find-token.ts'
import { rotateToken } from '../core/vault/rotate-token.ts'
import type { Vault } from '../core/vault/vault.ts'
import { nodeHash } from './hash.ts'
import { actor } from './processes/actor.ts'
import { openTestCatalog, type TestCatalog } from './testdata/open-test-catalog.ts'
import { auditEntry } from './testdata/token-row.ts'
import { machineWorld } from './world.ts'

/** Takes its time, and reads back what it wrote, as ours does. */
const slowKeychain = (kept: Map<string, string>): SecretStore => ({
  get: async (account) => {
    await sleep(1)
    const text = kept.get(account)
    return text === undefined ? null : new Secret(text)
  },
  set: async (account, secret) => {
    kept.set(account, secret.reveal())
    await sleep(3)
    if (kept.get(account) !== secret.reveal()) throw new BulkheadError('failure', 'it reads back as another')
  },
  delete: async (account) => {
    await sleep(1)
    return kept.delete(account)
  },
})

let test: TestCatalog
let others: TestCatalog[]
let kept: Map<string, string>
let vaults: Vault[]

const vaultOver = ({ catalog, audit }: TestCatalog): Vault => ({
  catalog,
  audit,
  secrets: slowKeychain(kept),
  world: machineWorld,
  hash: nodeHash,
  providers: PROVIDERS,
  actor,
})

const secretOf = (index: number): Secret => new Secret(`secret number ${index} of this token`)

beforeEach(async () => {
  test = openTestCatalog()
  kept = new Map()
  others = Array.from({ length: 6 }, () => test.again())
  vaults = others.map(vaultOver)
  await addToken(vaultOver(test), secretOf(0), {
    name: 'web',
    domain: { kind: 'project', name: 'web' },
    destinations: ['api.globex.example'],
    env: null,
    scopes: [],
    resources: [],
    expiresAt: null,
  })
})

afterEach(() => {
  for (const other of others) other[Symbol.dispose]()
  test[Symbol.dispose]()
})

/** The one secret left is the one that the catalog tells of. */
function expectWhole(): void {
  const row = test.catalog.tokenNamed('web')
  const secret = kept.get(row?.account ?? '')
  expect(secret).toBeDefined()
  expect(fingerprintOf(new Secret(secret ?? ''), test.catalog.salt, nodeHash)).toBe(row?.fingerprint)
  expect([...kept.keys()]).toEqual([row?.account])
  expect(test.catalog.strays()).toEqual([])
}

describe('rotations at once', () => {
  it('all succeed, and the last one holds', async () => {
    await Promise.all(vaults.map((vault, index) => rotateToken(vault, 'web', secretOf(index + 1))))
    expectWhole()
  })

  it('lose nothing to an edit that read the secret before them', async () => {
    const changes = vaults.map((vault, index) =>
      index % 2 === 0
        ? rotateToken(vault, 'web', secretOf(index + 1))
        : editToken(vault, 'web', { scopes: [`read:${index}`], env: 'WEB' }),
    )
    await Promise.all(changes)
    expectWhole()
    expect(test.catalog.tokenNamed('web')).toMatchObject({ env: 'WEB' })
  })

  it('leave nothing behind when the token was removed meanwhile', async () => {
    const [vault] = vaults
    if (vault === undefined) throw new TypeError('no vault')
    const rotating = rotateToken(vault, 'web', secretOf(1))
    const row = test.catalog.tokenNamed('web')
    if (row === null) throw new TypeError('no token')
    test.catalog.entomb(row.id, auditEntry({ token: { id: row.id, name: 'web' } }))
    await expect(rotating).rejects.toMatchObject({ code: 'not-found' })
    expect([...kept.keys()]).toEqual([row.account])
  })
})

describe('reading a secret', () => {
  it('gives the new one where another process rotated the token after its record was read', async () => {
    const [vault, rotating] = vaults
    if (vault === undefined || rotating === undefined) throw new TypeError('no vault')
    const before = findToken(vault, 'web')
    await rotateToken(rotating, 'web', secretOf(1))
    expect((await fetchSecret(vault, before)).reveal()).toBe(secretOf(1).reveal())
  })

  it('says that there is none where there is none', async () => {
    const [vault] = vaults
    if (vault === undefined) throw new TypeError('no vault')
    const row = findToken(vault, 'web')
    kept.clear()
    await expect(fetchSecret(vault, row)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('edits of one token at once', () => {
  it('that declare parts of its reach lose none of them', async () => {
    const [one, other] = vaults as [Vault, Vault]
    const resources = [{ kind: 'repository', name: 'acme/web' }]
    await Promise.all([editToken(one, 'web', { scopes: ['contents:read'] }), editToken(other, 'web', { resources })])
    expect(findToken(one, 'web').declared).toEqual({ scopes: ['contents:read'], resources })
  })
})
