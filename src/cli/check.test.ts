/**
 * `check` as CI and cron run it: an exit code, an answer for programs, and no secret read that need not be.
 */

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { type Bulkhead, cliIn } from './testing/run-cli.ts'

const stripe = newCanary('a live Stripe key', 'sk_live_', 40)
const fine = newCanary('a token of nobody')

let keyring: Keyring
let bulkhead: Bulkhead

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
  const kept = [
    await bulkhead(['add', 'billing', '--domain', 'service:billing'], { input: stripe.value }),
    await bulkhead(['add', 'mine', '--domain', 'project:web', '--to', 'api.x.example', ...READING], {
      input: fine.value,
    }),
  ]
  expect(kept.map(({ code }) => code)).toEqual([0, 0])
})

afterAll(() => keyring.close())

const READING = ['--scope', 'read:orders', '--resource', 'project:web']

/**
 * What the schema of SARIF 2.1.0 (OASIS, errata 01) asks of the parts that we write. It knows no other properties there, so
 * that each object is strict.
 */
const message = z.strictObject({ text: z.string().min(1) })
const level = z.enum(['none', 'note', 'warning', 'error'])
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.literal('Bulkhead'),
          rules: z.array(
            z.strictObject({
              id: z.string().regex(/^BH\d{3}$/),
              shortDescription: message,
              fullDescription: message,
              help: message,
              defaultConfiguration: z.strictObject({ level }),
            }),
          ),
        }),
      }),
      invocations: z.array(z.strictObject({ executionSuccessful: z.boolean() })),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().min(0),
          level,
          message,
          locations: z.tuple([
            z.strictObject({
              logicalLocations: z.tuple([
                z.strictObject({ name: z.string(), fullyQualifiedName: z.string(), kind: z.literal('resource') }),
              ]),
            }),
          ]),
          partialFingerprints: z.record(z.string(), z.string()),
          properties: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ]),
})

const logIn = (stdout: string) => sarif.parse(JSON.parse(stdout)).runs[0]

describe('check', () => {
  it('refuses two answers at once', async () => {
    const { code, stdout, stderr } = await bulkhead(['check', '--sarif', '--json'])
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: 'usage' })
    expect(stderr).toContain('hint: choose one of them')
  })

  it('ends with 3 for a god-level token, and with 0 for others', async () => {
    expect((await bulkhead(['check'])).code).toBe(3)
    expect((await bulkhead(['check', 'mine'])).code).toBe(0)
    expect((await bulkhead(['check', 'mine', 'billing'])).code).toBe(3)
    expect((await bulkhead(['check', 'nobody'])).code).toBe(4)
  })
})

describe('check --sarif', () => {
  it('is SARIF 2.1.0, with every rule and a result for every finding', async () => {
    const { code, stdout } = await bulkhead(['check', '--sarif'])
    const { tool, results } = logIn(stdout)
    expect(code).toBe(3)
    const { tokens } = (await bulkhead(['check', '--json'])).json() as unknown as {
      tokens: { name: string; findings: { rule: string; severity: string }[] }[]
    }
    expect(
      results.map(({ ruleId, locations }) => [locations[0].logicalLocations[0].fullyQualifiedName, ruleId]),
    ).toEqual(tokens.flatMap(({ name, findings }) => findings.map(({ rule }) => [`token:${name}`, rule])))
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    expect(results.find(({ ruleId }) => ruleId === 'BH002')).toMatchObject({ level: 'error' })
    expect(results.find(({ ruleId }) => ruleId === 'BH007')).toMatchObject({ level: 'warning' })
  })

  it('gives a finding the same fingerprint after a rename, and each its own', async () => {
    const prints = async () =>
      logIn((await bulkhead(['check', '--sarif'])).stdout).results.map(({ partialFingerprints }) => partialFingerprints)
    const before = await prints()
    expect(new Set(before.map((print) => JSON.stringify(print))).size).toBe(before.length)
    expect((await bulkhead(['edit', 'billing', '--rename', 'billing-live'])).code).toBe(0)
    expect(await prints()).toEqual(before)
    expect((await bulkhead(['edit', 'billing-live', '--rename', 'billing'])).code).toBe(0)
  })

  it('holds no secret, and nothing that a terminal obeys', async () => {
    const { stdout } = await bulkhead(['check', '--sarif'])
    for (const { value } of [stripe, fine]) expect(stdout).not.toContain(value.slice(8, 24))
    expect(stdout).toMatch(/^[\x20-\x7e\u00a0-\u{10ffff}]+\n$/u)
  })
})

describe('the secret', () => {
  const withoutKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }
  const catalog = () => new DatabaseSync(join(keyring.env.BULKHEAD_HOME ?? '', 'data', 'catalog.db'))

  it('is not fetched while no more is known of providers than when it was read', async () => {
    const { code, stdout } = await bulkhead(['check', '--json'], { env: withoutKeyring })
    expect(code).toBe(3)
    expect(stdout).toContain('BH002')
  })

  it('is fetched when asked for', async () => {
    expect((await bulkhead(['check', '--reread'], { env: withoutKeyring })).code).toBe(5)
    expect((await bulkhead(['check', '--reread'])).code).toBe(3)
  })

  it('is fetched once when it was read with another table, and then what it says stands in the catalog', async () => {
    const database = catalog()
    const before = database.prepare('SELECT name, reach, read_with FROM tokens ORDER BY name').all()
    database
      .prepare("UPDATE tokens SET read_with = 'older', kind = 'something else', reach = ? WHERE name = 'billing'")
      .run(JSON.stringify({ breadth: 'resource', access: 'read', resources: [], scopes: [], evidence: [] }))
    database.prepare("UPDATE tokens SET read_with = NULL WHERE name = 'mine'").run()
    expect((await bulkhead(['check', 'billing'], { env: withoutKeyring })).code).toBe(5)
    expect((await bulkhead(['check'])).code).toBe(3)
    const after = database.prepare('SELECT name, reach, read_with FROM tokens ORDER BY name').all()
    database.close()
    const timeless = (rows: typeof before) => JSON.parse(JSON.stringify(rows).replace(/\\"at\\":\\"[^"]*\\"/g, ''))
    expect(timeless(after)).toEqual(timeless(before))
    expect((await bulkhead(['check'], { env: withoutKeyring })).code).toBe(3)
  })
})
