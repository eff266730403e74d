import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { addToken } from '../core/add-token.ts'
import { BulkheadError } from '../core/errors.ts'
import type { SecretStore } from '../core/ports.ts'
import { PROVIDERS } from '../core/providers/providers.ts'
import { Secret } from '../core/token/secret.ts'
import { removeToken } from '../core/vault/remove-token.ts'
import { rotateToken } from '../core/vault/rotate-token.ts'
import { composeVault } from './compose-vault.ts'
import { pathsOf } from './files/paths.ts'

it('lets no secret reach the catalog, its WAL, the audit trail or an error, through a token’s whole life', async () => {
  const canaries = ['ghp_', 'sk_live_', 'AKIA', 'glpat-', ''].map((prefix, index) =>
    newCanary(`secret ${index}`, prefix),
  )
  const base = mkdtempSync(join(tmpdir(), 'bulkhead-canary-'))
  const kept = new Map<string, Secret>()
  let isBroken = false
  const secrets: SecretStore = {
    get: async (account) => kept.get(account) ?? null,
    set: async (account, secret) => {
      if (isBroken) throw new BulkheadError('keychain-locked', 'the keychain is locked')
      kept.set(account, secret)
    },
    delete: async (account) => kept.delete(account),
  }
  const vault = composeVault(PROVIDERS, { paths: pathsOf({ BULKHEAD_HOME: join(base, 'vault') }), secrets })
  const details = {
    domain: { kind: 'service', name: 'x' },
    destinations: null,
    env: undefined,
    scopes: [],
    resources: [],
    expiresAt: null,
  } as const
  const said: string[] = []

  for (const [index, { value }] of canaries.entries()) {
    const large = new Secret(`${value}\n`.repeat(100))
    await addToken(vault, new Secret(value), { ...details, name: `small-${index}` })
    await addToken(vault, large, { ...details, name: `large-${index}` })
    await rotateToken(vault, `small-${index}`, large)
    isBroken = true
    for (const work of [
      () => addToken(vault, large, { ...details, name: 'refused' }),
      () => rotateToken(vault, `large-${index}`, large),
    ]) {
      said.push(inspect(await work().catch((error: unknown) => error), { depth: 9 }))
    }
    isBroken = false
    await removeToken(vault, `large-${index}`)
  }
  said.push(inspect(vault, { depth: 9 }), JSON.stringify(vault.catalog.tokens()), JSON.stringify(vault.audit.events()))

  assertNoCanaryInFiles(canaries, base)
  assertNoCanary(canaries, 'what was said', said.join('\n'))
  expect(vault.catalog.tokens()).toHaveLength(canaries.length)
  vault.close()
  assertNoCanaryInFiles(canaries, base)
  rmSync(base, { recursive: true, force: true })
})
