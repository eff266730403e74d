/**
 * Narrowing a token offline, and checking a JWT with keys, as a person does both: on the command line, with a real keyring.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { flySecret } from '../core/identify/testing/fly-secret.ts'
import { jwtOf, pypiOf } from '../core/identify/testing/sample-secret.ts'
import { type Bulkhead, cliIn, type Run } from './testing/run-cli.ts'

let keyring: Keyring
let bulkhead: Bulkhead
let folder: string

const pypi = pypiOf([[3, 'canary']], 'pypi.org')

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-narrow-'))
  await keep('pypi', pypi)
})

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await keyring.close()
})

async function keep(name: string, secret: string, ...more: string[]): Promise<void> {
  const { code, stderr } = await bulkhead(['add', name, '--domain', 'project:web', ...more], { input: secret })
  expect({ name, code, stderr: stderr.includes('error') }).toEqual({ name, code: 0, stderr: false })
}

const tokenIn = (answer: Run): Record<string, unknown> => answer.json().token as Record<string, unknown>

const errorIn = (answer: Run): { code: string; message: string; hint?: string } =>
  answer.json().error as { code: string; message: string; hint?: string }

describe('narrow', () => {
  it.each([
    ['a token that is not there', ['nobody', '--resource', 'project:web'], 4, 'not-found'],
    ['nothing', ['pypi'], 2, 'usage'],
    ['a resource of another kind', ['pypi', '--resource', 'repository:acme/web'], 2, 'usage'],
    ['a resource without a kind', ['pypi', '--resource', 'web'], 2, 'usage'],
    ['a name that no project has', ['pypi', '--resource', 'project:a b'], 2, 'usage'],
    ['an end in the past', ['pypi', '--expires', '2020-01-01'], 2, 'usage'],
    [
      'a host that the old one never went to',
      ['pypi', '--resource', 'project:x', '--to', 'evil.example'],
      3,
      'destination-refused',
    ],
    ['a wider path', ['pypi', '--resource', 'project:x', '--to', '*.pypi.org'], 3, 'destination-refused'],
    ['a destination that is none', ['pypi', '--resource', 'project:x', '--to', 'GET'], 2, 'destination-invalid'],
    ['a name that is taken', ['pypi', '--resource', 'project:web', '--as', 'pypi'], 1, 'name-taken'],
    ['a name that breaks its grammar', ['pypi', '--resource', 'project:web', '--as', 'No Good'], 2, 'name-invalid'],
  ])('refuses %s, and keeps nothing', async (_, args, exit, code) => {
    const answer = await bulkhead(['narrow', ...args, '--json'])
    expect({ exit: answer.code, code: errorIn(answer).code }).toEqual({ exit, code })
    const tokens = (await bulkhead(['list', '--json'])).json().tokens as { name: string }[]
    expect(tokens.map(({ name }) => name)).toEqual(['pypi'])
  })

  it('keeps the narrower one as its own, and leaves the old one as it was', async () => {
    const before = tokenIn(await bulkhead(['show', 'pypi', '--json']))
    const answer = await bulkhead(['narrow', 'pypi', '--resource', 'project:Acme.Web', '--expires', '30d', '--json'])
    expect(answer.code).toBe(0)
    expect(answer.stderr).toContain('bulkhead bind pypi-acme-web')
    const token = tokenIn(answer)
    expect(token).toMatchObject({
      name: 'pypi-acme-web',
      provider: 'pypi',
      domain: { kind: 'project', name: 'web' },
      destinations: before.destinations,
      env: before.env,
      reach: { breadth: 'resource', access: 'write', resources: [{ kind: 'project', name: 'acme-web' }] },
    })
    expect(Date.parse(String(token.expiresAt)) - Date.now()).toBeLessThan(31 * 86_400_000)
    expect(tokenIn(await bulkhead(['show', 'pypi', '--json']))).toEqual(before)

    const revealed = (await bulkhead(['reveal', 'pypi-acme-web', '--yes'])).stdout.trim()
    expect(revealed.startsWith(pypi.slice(0, 60))).toBe(true)
    expect(revealed).not.toBe(pypi)
    expect((await bulkhead(['reveal', 'pypi', '--yes'])).stdout.trim()).toBe(pypi)
  })

  it('records both, and the second narrowing of a narrower one', async () => {
    const again = await bulkhead(['narrow', 'pypi-acme-web', '--expires', '12h', '--as', 'pypi-today', '--json'])
    expect(tokenIn(again)).toMatchObject({ reach: { resources: [{ kind: 'project', name: 'acme-web' }] } })
    const events = (await bulkhead(['audit', 'list', '--json'])).json().events as {
      action: string
      token: { name: string } | null
    }[]
    expect(events.map(({ action, token }) => `${action} ${token?.name}`)).toEqual(
      expect.arrayContaining(['narrow pypi', 'add pypi-acme-web', 'narrow pypi-acme-web', 'add pypi-today']),
    )
    expect((await bulkhead(['audit', 'verify'])).code).toBe(0)
  })

  it('refuses a project outside what is left', async () => {
    const answer = await bulkhead(['narrow', 'pypi-acme-web', '--resource', 'project:other', '--json'])
    expect([answer.code, errorIn(answer).code]).toEqual([2, 'usage'])
  })

  it('takes another domain and destinations that are narrower', async () => {
    const args = ['--resource', 'project:cli', '--domain', 'service:release', '--to', 'POST upload.pypi.org/legacy/']
    expect(tokenIn(await bulkhead(['narrow', 'pypi', ...args, '--json']))).toMatchObject({
      name: 'pypi-cli',
      domain: { kind: 'service', name: 'release' },
      destinations: ['POST upload.pypi.org/legacy/'],
    })
  })

  it('says of a token that cannot be narrowed offline what to do instead', async () => {
    await keep('fly', flySecret({ caveats: [[0, [1, 31]]] }))
    await keep('billing', newCanary('a live Stripe key', 'sk_live_', 40).value)
    await keep('nobody', newCanary('a token of nobody').value)
    for (const [name, hint] of [
      ['fly', /fly tokens attenuate.*https:\/\/fly\.io/],
      ['billing', /https:\/\/\S*stripe\.com/],
      ['nobody', /https:\/\//],
    ] as const) {
      const answer = await bulkhead(['narrow', name, '--resource', 'project:web', '--json'])
      expect([answer.code, errorIn(answer).code]).toEqual([2, 'usage'])
      expect(errorIn(answer).hint).toMatch(hint)
    }
  })

  it('refuses a token that is quarantined, and one that has ended', async () => {
    await bulkhead(['quarantine', 'pypi-today'])
    const quarantined = await bulkhead(['narrow', 'pypi-today', '--expires', '1h', '--json'])
    expect([quarantined.code, errorIn(quarantined).code]).toEqual([3, 'token-quarantined'])
    await keep('old', pypiOf([[0, 1577836800, 0]], 'pypi.org'))
    const ended = await bulkhead(['narrow', 'old', '--resource', 'project:web', '--json'])
    expect([ended.code, errorIn(ended).code]).toEqual([3, 'token-expired'])
  })
})

describe('inspect --jwks', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const claims = { iss: 'https://id.x.example', aud: 'https://api.x.example', scope: 'read:orders', exp: 1893456000 }

  interface Shown {
    readonly reach: { breadth: string; evidence: { says: string }[] }
    readonly expiresAt: string | null
    readonly verdict: string
  }
  const inspectionIn = (answer: Run): Shown => answer.json().inspection as Shown
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 })
    return join(folder, name)
  }

  it('says that a signature is verified, and believes the claims', async () => {
    const keys = file('keys.json', JSON.stringify({ keys: [await exportJWK(publicKey)] }))
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)
    const { reach, expiresAt } = inspectionIn(await bulkhead(['inspect', '--jwks', keys, '--json'], { input: token }))
    expect(reach.evidence.map(({ says }) => says)).toContain('its signature is verified with the given keys')
    expect(JSON.stringify(reach.evidence)).not.toContain('unverified')
    expect([reach.breadth, expiresAt]).toEqual(['resource', '2030-01-01T00:00:00.000Z'])
  })

  it('says that it is NOT signed by the keys, and believes nothing', async () => {
    const keys = file('keys.json', JSON.stringify({ keys: [await exportJWK(publicKey)] }))
    for (const token of [
      jwtOf(claims, { alg: 'ES256' }),
      jwtOf(claims, { alg: 'none' }),
      jwtOf(claims, { alg: 'HS256' }),
    ]) {
      const { reach, expiresAt, verdict } = inspectionIn(
        await bulkhead(['inspect', '--jwks', keys, '--json'], { input: token }),
      )
      expect(reach.evidence.map(({ says }) => says)).toContain('it is NOT signed by any of the given keys')
      expect([reach.breadth, expiresAt, verdict]).toEqual(['unknown', null, 'unknown'])
    }
  })

  it('refuses files that are none, before it asks for a secret', async () => {
    symlinkSync('/etc/passwd', join(folder, 'link.json'))
    for (const [path, code] of [
      [join(folder, 'missing.json'), 'not-found'],
      [file('empty.json', ''), 'usage'],
      [file('oct.json', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}'), 'usage'],
      [file('large.json', `{"keys":[],"x":"${'x'.repeat(100_000)}"}`), 'unsafe-path'],
      [join(folder, 'link.json'), 'unsafe-path'],
      [folder, 'unsafe-path'],
    ] as const) {
      const answer = await bulkhead(['inspect', '--jwks', path, '--json'], { input: 'x' })
      expect([path, errorIn(answer).code]).toEqual([path, code])
    }
  })

  it('refuses what is no JWT, and asking a provider beside it', async () => {
    const keys = file('keys.json', JSON.stringify({ keys: [await exportJWK(publicKey)] }))
    expect(errorIn(await bulkhead(['inspect', '--jwks', keys, '--json'], { input: 'hunter2' })).code).toBe('usage')
    expect(errorIn(await bulkhead(['inspect', '--jwks', keys, '--online', '--json'], { input: 'x' })).code).toBe(
      'usage',
    )
  })
})
