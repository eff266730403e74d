import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { exportJWK, type JWK, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { jwtOf } from './testing/sample-secret.ts'
import { readJwks, verifyJwt } from './verify-jwt.ts'

const CLAIMS = { iss: 'https://id.x.example', aud: 'a', exp: 1 }

const pairs = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  EdDSA: generateKeyPairSync('ed25519'),
}
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })

let set: JWK[]

const keysOf = (keys: readonly unknown[]) => readJwks(JSON.stringify({ keys })) ?? []

const signed = (alg: keyof typeof pairs, kid: string, key = pairs[alg].privateKey): Promise<string> =>
  new SignJWT(CLAIMS).setProtectedHeader({ alg, kid }).sign(key)

beforeAll(async () => {
  set = await Promise.all(
    Object.entries(pairs).map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid: alg })),
  )
})

describe('verifyJwt', () => {
  it('believes no JWT that says it needs no signature', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      const text = jwtOf(CLAIMS, { alg }).replace(/[^.]+$/, '')
      expect(await verifyJwt(text, keysOf(set))).toBe('not-verified')
      expect(await verifyJwt(`${text}x`, keysOf(set))).toBe('not-verified')
    }
  })

  it('takes no public key for a password: HS256 over what everybody knows', async () => {
    for (const { publicKey } of Object.values(pairs)) {
      for (const secret of [
        publicKey.export({ type: 'spki', format: 'pem' }),
        publicKey.export({ type: 'spki', format: 'der' }),
        JSON.stringify(await exportJWK(publicKey)),
      ]) {
        const body = jwtOf(CLAIMS, { alg: 'HS256' }).replace(/\.[^.]*$/, '')
        const text = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
        expect(await verifyJwt(text, keysOf(set))).toBe('not-verified')
        expect(await verifyJwt(text, keysOf([{ kty: 'oct', k: 'AAAA' }, ...set]))).toBe('not-verified')
      }
    }
  })

  it('believes no stranger, whatever key its header names or brings', async () => {
    expect(await verifyJwt(await signed('ES256', 'ES256', stranger.privateKey), keysOf(set))).toBe('not-verified')
    const header = { alg: 'ES256', kid: 'ES256', jwk: await exportJWK(stranger.publicKey) }
    const body = jwtOf(CLAIMS, header).replace(/\.[^.]*$/, '')
    const signature = sign('sha256', Buffer.from(body), { key: stranger.privateKey, dsaEncoding: 'ieee-p1363' })
    expect(await verifyJwt(`${body}.${signature.toString('base64url')}`, keysOf(set))).toBe('not-verified')
  })

  it('believes no claim that was changed, and no signature that was cut', async () => {
    const [head = '', , tail = ''] = (await signed('ES256', 'ES256')).split('.')
    const claims = Buffer.from(JSON.stringify({ ...CLAIMS, scope: '*' })).toString('base64url')
    expect(await verifyJwt(`${head}.${claims}.${tail}`, keysOf(set))).toBe('not-verified')
    expect(await verifyJwt((await signed('ES256', 'ES256')).slice(0, -4), keysOf(set))).toBe('not-verified')
  })

  it('keeps a key to its own name, algorithm and use', async () => {
    const text = await signed('ES256', 'ES256')
    const [key = {}] = set
    expect(await verifyJwt(text, keysOf([{ ...key, kid: 'another' }]))).toBe('not-verified')
    expect(await verifyJwt(text, keysOf([{ ...key, alg: 'ES384' }]))).toBe('not-verified')
    expect(await verifyJwt(text, keysOf([{ ...key, use: 'enc' }]))).toBe('not-verified')
  })

  it.each(['', 'a.b.c', '....', `ey${'a'.repeat(100_000)}.e.x`])('answers text that is no JWT', async (text) => {
    expect(await verifyJwt(text, keysOf(set))).toBe('not-verified')
  })

  it.each(['ES256', 'RS256', 'EdDSA'] as const)('verifies %s, even after its end', async (alg) => {
    expect(await verifyJwt(await signed(alg, alg), keysOf(set))).toBe('verified')
    const unnamed = set.map(({ kid, ...key }) => key)
    expect(await verifyJwt(await signed(alg, alg), keysOf(unnamed))).toBe('verified')
  })
})

describe('readJwks', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no keys', '{}'],
    ['an empty set', '{"keys":[]}'],
    ['a password', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}'],
    ['keys that are no objects', '{"keys":[1,"x",null]}'],
    ['a thousand keys', JSON.stringify({ keys: Array(1000).fill({ kty: 'EC' }) })],
    ['a megabyte', `{"keys":[],"x":"${'x'.repeat(1_000_000)}"}`],
  ])('answers %s with null', (_, text) => {
    expect(readJwks(text)).toBeNull()
  })

  it('takes one key alone, and leaves private parts out', async () => {
    const key = await exportJWK(pairs.ES256.privateKey)
    const [read] = readJwks(JSON.stringify(key)) ?? []
    expect(read).toMatchObject({ kty: 'EC', crv: 'P-256' })
    expect(read).not.toHaveProperty('d')
  })
})
