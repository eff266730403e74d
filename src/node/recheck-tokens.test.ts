/**
 * When a secret is read again, with a real catalog and a keychain in memory that counts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newCanary } from '../../e2e/canaries.ts'
import { addToken } from '../core/add-token.ts'
import { PROVIDERS } from '../core/providers/providers.ts'
import type { Provider } from '../core/token/provider.ts'
import { Secret } from '../core/token/secret.ts'
import { checkToken } from '../core/vault/check-token.ts'
import { editToken } from '../core/vault/edit-token.ts'
import { recheckTokens } from '../core/vault/recheck-tokens.ts'
import { rotateToken } from '../core/vault/rotate-token.ts'
import { summariseTokens } from '../core/vault/summarise-tokens.ts'
import { tableStamp } from '../core/vault/table-stamp.ts'
import { viewTokens } from '../core/vault/view-tokens.ts'
import { composeVault, type OpenVault } from './compose-vault.ts'
import { pathsOf } from './files/paths.ts'
import { auditEntry } from './testdata/token-row.ts'
import { machineWorld } from './world.ts'

const secrets = ['one', 'two', 'three'].map((name) => newCanary(name, 'globex_', 32))

/** A provider that no table of today has. */
const globex = (access: 'read' | 'write'): Provider => ({
  id: 'globex',
  name: 'Globex',
  formats: [{ kind: 'key', prefix: 'globex_', pattern: /^globex_.{32}$/, breadth: 'account', access }],
  destinations: ['api.globex.example'],
  env: [],
  carriers: [{ kind: 'bearer' }],
  carried: 'requests',
  links: { narrower: 'https://globex.example/', revoke: 'https://globex.example/' },
})

let folder: string
let kept: Map<string, Secret>
let fetched: string[]
let onFetch: () => void
let vault: OpenVault

const openWith = (providers: readonly Provider[]): OpenVault =>
  composeVault(providers, {
    paths: pathsOf({ BULKHEAD_HOME: join(folder, 'vault') }),
    world: machineWorld,
    secrets: {
      get: async (account) => {
        fetched.push(account)
        onFetch()
        return kept.get(account) ?? null
      },
      set: async (account, secret) => void kept.set(account, secret),
      delete: async (account) => kept.delete(account),
    },
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-recheck-'))
  kept = new Map()
  fetched = []
  onFetch = () => {}
  vault = openWith(PROVIDERS)
  for (const [index, name] of ['a', 'b', 'c'].entries()) await add(name, secrets[index]?.value ?? '')
})
afterEach(() => {
  vault.close()
  rmSync(folder, { recursive: true, force: true })
})

const add = (name: string, text: string) =>
  addToken(vault, new Secret(text), {
    name,
    domain: { kind: 'project', name: 'web' },
    destinations: ['api.globex.example'],
    env: null,
    scopes: [],
    resources: [],
    expiresAt: null,
  })

const rowOf = (name: string) => vault.catalog.tokenNamed(name)

function reopen(providers: readonly Provider[]): void {
  vault.close()
  vault = openWith(providers)
}

describe('checking all tokens again', () => {
  it('fetches no secret that was read with the same table, neither after an edit nor after a rotation', async () => {
    await editToken(vault, 'a', { scopes: ['read:x'] })
    await rotateToken(vault, 'b', new Secret(`${secrets[1]?.value}x`))
    fetched = []
    expect((await recheckTokens(vault, [])).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect((await recheckTokens(vault, ['c', 'a'])).map(({ name }) => name)).toEqual(['c', 'a'])
    expect(fetched).toEqual([])
  })

  it('fetches every secret when it is told to', async () => {
    await recheckTokens(vault, [], true)
    expect(fetched).toHaveLength(3)
  })

  it('fetches each once with another table, and keeps what that says', async () => {
    reopen([...PROVIDERS, globex('write')])
    const stamp = tableStamp(vault.providers, vault.hash)
    await recheckTokens(vault, ['b'])
    expect(fetched).toEqual([rowOf('b')?.account])
    await recheckTokens(vault, [])
    await recheckTokens(vault, [])
    expect(fetched).toHaveLength(3)
    for (const name of ['a', 'b', 'c']) {
      expect(rowOf(name)).toMatchObject({ provider: 'globex', readWith: stamp, reach: { access: 'write' } })
    }
    reopen([...PROVIDERS, globex('read')])
    await recheckTokens(vault, [])
    expect(rowOf('a')).toMatchObject({ reach: { access: 'read' } })
  })

  it('notes what says nothing new without an event, and what was done before a secret was missing', async () => {
    reopen([
      ...PROVIDERS,
      { ...globex('write'), id: 'initech', formats: [], scopes: new Map([['x', { access: 'read' }]]) },
    ])
    const { rows } = vault.audit.head()
    kept.delete(rowOf('c')?.account ?? '')
    await expect(recheckTokens(vault, [])).rejects.toMatchObject({ code: 'not-found' })
    const stamp = tableStamp(vault.providers, vault.hash)
    expect([rowOf('a')?.readWith, rowOf('b')?.readWith]).toEqual([stamp, stamp])
    expect(rowOf('c')?.readWith).not.toBe(stamp)
    expect(vault.audit.head().rows).toBe(rows)
  })

  it('does not undo what another process did while the keychain was asked', async () => {
    const other = openWith([...PROVIDERS, globex('write')])
    reopen([...PROVIDERS, globex('write')])
    const old = rowOf('a')
    onFetch = () => {
      onFetch = () => {}
      void editToken(other, 'a', { name: 'renamed' })
    }
    await checkToken(vault, 'a')
    expect(rowOf('a')).toBe(null)
    expect(rowOf('renamed')).toMatchObject({ id: old?.id, provider: 'globex' })

    await recheckTokens(vault, [], true)
    onFetch = () => {
      onFetch = () => {}
      const row = other.catalog.tokenNamed('b')
      if (row === null) throw new TypeError('no b')
      const account = other.catalog.claimAccount(row.id)
      kept.set(account, new Secret('another secret, of no known form'))
      other.catalog.rotate({ ...row, account }, row.account, auditEntry({ token: { id: row.id, name: 'b' } }))
    }
    await checkToken(vault, 'b')
    expect(rowOf('b')?.account).toBe(`${rowOf('b')?.id}.2`)
    expect(rowOf('b')?.kind).toBe(null)
    other.close()
  })
})

describe('the summary of all tokens', () => {
  it('has the verdicts of the full view', async () => {
    reopen([...PROVIDERS, globex('write')])
    await recheckTokens(vault, [])
    await add('twin', secrets[0]?.value ?? '')
    const full = viewTokens(vault)
    expect(summariseTokens(vault).map(({ name, verdict }) => [name, verdict])).toEqual(
      full.map(({ name, verdict }) => [name, verdict]),
    )
  })
})
