import { execFile } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer, type SecureContext, type TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority } from './authority.ts'
import { makeLeaf } from './leaf.ts'
import { makeRoot } from './root.ts'

const HOUR = 60 * 60_000
const NOW = new Date()
const now = () => NOW

const BOUND = ['api.example.com', '*.wild.example.net', 'localhost']

const run = promisify(execFile)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-authority-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let written = 0
function write(content: string): string {
  const path = join(folder, `${written++}.pem`)
  writeFileSync(path, content)
  return path
}

/** What openssl says of a leaf under a root, at a time. */
async function opensslTakes(root: string, leaf: string, more: readonly string[], at = NOW): Promise<boolean> {
  const when = ['-attime', String(Math.floor(at.getTime() / 1000))]
  const args = [
    'verify',
    '-x509_strict',
    '-purpose',
    'sslserver',
    ...when,
    '-CAfile',
    write(root),
    ...more,
    write(leaf),
  ]
  return run('openssl', args).then(
    () => true,
    () => false,
  )
}

/** A root and leafs under its key for any host: what a stolen key could sign. */
function stolen(hosts: readonly string[], at = NOW) {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const root = makeRoot(hosts, 'Bulkhead session 0', keys, at, 24 * HOUR)
  const leafFor = (host: string) => makeLeaf(host, 'Bulkhead session 0', keys, at, new Date(at.getTime() + HOUR))
  return { root: root.pem, leafFor, keys }
}

describe('an authority', () => {
  it.each([
    'example.com',
    'other.example.com',
    'x.api.example.com',
    'api.example.com.evil.example',
    'evilapi.example.com',
    'wild.example.net',
    'a.b.wild.example.net',
    '127.0.0.1',
    '[::1]',
    '*.wild.example.net',
    'wild.example.net.',
    '',
  ])('signs nothing for %j', (host) => {
    expect(() => createAuthority(BOUND, { now }).leafFor(host)).toThrow(RangeError)
  })

  it('signs for bound hosts, and for one label under a star', () => {
    const authority = createAuthority(BOUND, { now })
    for (const host of ['api.example.com', 'a.wild.example.net', 'localhost'])
      expect(authority.leafFor(host)).toBeDefined()
  })

  it('signs once for a host, and anew when half of the certificate’s life is over', () => {
    let at = NOW.getTime()
    const authority = createAuthority(BOUND, { now: () => new Date(at) })
    const first = authority.leafFor('localhost')
    at += 0.9 * HOUR
    expect(authority.leafFor('localhost')).toBe(first)
    at += 0.2 * HOUR
    expect(authority.leafFor('localhost')).not.toBe(first)
  })

  it('keeps its key when it makes its certificate anew, and its certificate until then', () => {
    let at = NOW.getTime()
    const authority = createAuthority(BOUND, { now: () => new Date(at), life: 12 * HOUR })
    const first = new X509Certificate(authority.certificate())
    at += 7 * HOUR
    expect(authority.certificate()).toBe(first.toString())
    at += 2 * HOUR
    const second = new X509Certificate(authority.certificate())
    expect(second.publicKey.equals(first.publicKey)).toBe(true)
    expect(second.serialNumber).not.toBe(first.serialNumber)
    expect(new Date(second.validTo).getTime()).toBe(Math.floor((at + 12 * HOUR) / 1000) * 1000)
  })

  it('holds no more certificates than a child can ask for names', () => {
    const authority = createAuthority(BOUND, { now })
    const first = authority.leafFor('a.wild.example.net')
    for (let count = 0; count < 256; count++) authority.leafFor(`b${count}.wild.example.net`)
    expect(authority.leafFor('a.wild.example.net')).not.toBe(first)
  })

  it('is valid from five minutes before it was made, for hours', () => {
    const { validFrom, validTo, ca } = new X509Certificate(createAuthority(BOUND, { now }).certificate())
    expect(ca).toBe(true)
    expect(NOW.getTime() - Date.parse(validFrom)).toBeGreaterThanOrEqual(5 * 60_000)
    expect(Date.parse(validTo) - NOW.getTime()).toBeLessThanOrEqual(24 * HOUR)
  })
})

describe('openssl, asked about what a stolen key signs', () => {
  it.each([
    ['a name that is not bound', BOUND, 'evil.example', ['-verify_hostname', 'evil.example']],
    ['the parent of a bound name', BOUND, 'example.com', ['-verify_hostname', 'example.com']],
    ['an address, v4', BOUND, '127.0.0.1', ['-verify_ip', '127.0.0.1']],
    ['an address, v6', BOUND, '[::1]', ['-verify_ip', '::1']],
    ['an address beside the one that is bound', ['127.0.0.1'], '127.0.0.2', ['-verify_ip', '127.0.0.2']],
    ['a v6 address where a v4 one is bound', ['127.0.0.1'], '[::1]', ['-verify_ip', '::1']],
    ['a v4 address where a v6 one is bound', ['[::1]'], '127.0.0.1', ['-verify_ip', '127.0.0.1']],
    ['a name where only an address is bound', ['127.0.0.1'], 'evil.example', ['-verify_hostname', 'evil.example']],
  ] as const)('refuses %s', async (_, hosts, host, name) => {
    const { root, leafFor } = stolen(hosts)
    expect(await opensslTakes(root, leafFor(host).cert, name)).toBe(false)
  })

  it.each([
    [BOUND, 'api.example.com', ['-verify_hostname', 'api.example.com']],
    [BOUND, 'a.wild.example.net', ['-verify_hostname', 'a.wild.example.net']],
    [BOUND, 'localhost', ['-verify_hostname', 'localhost']],
    [['127.0.0.1'], '127.0.0.1', ['-verify_ip', '127.0.0.1']],
    [['[2001:db8::5]'], '[2001:db8::5]', ['-verify_ip', '2001:db8::5']],
    [['[::1]', '127.0.0.1', 'localhost'], '[::1]', ['-verify_ip', '::1']],
  ] as const)('takes, of %j, %s', async (hosts, host, name) => {
    const { root, leafFor } = stolen(hosts)
    expect(await opensslTakes(root, leafFor(host).cert, name)).toBe(true)
  })

  it('refuses it after its end and before its beginning', async () => {
    const { root, leafFor } = stolen(BOUND)
    const { cert } = leafFor('localhost')
    const name = ['-verify_hostname', 'localhost']
    expect(await opensslTakes(root, cert, name, new Date(NOW.getTime() + 1.1 * HOUR))).toBe(false)
    expect(await opensslTakes(root, cert, name, new Date(NOW.getTime() - 10 * 60_000))).toBe(false)
    expect(await opensslTakes(root, cert, name, new Date(NOW.getTime() - 4 * 60_000))).toBe(true)
  })

  it('refuses what a leaf signs', async () => {
    const { root, leafFor } = stolen(BOUND)
    const middle = leafFor('localhost')
    const below = stolen(BOUND).leafFor('localhost')
    expect(await opensslTakes(root, below.cert, ['-untrusted', write(middle.cert)])).toBe(false)
  })

  it('reads the certificates as they are meant', async () => {
    const { root, leafFor } = stolen(['api.example.com'])
    const text = async (pem: string) => (await run('openssl', ['x509', '-in', write(pem), '-noout', '-text'])).stdout
    expect((await text(root)).replaceAll(/\s+/g, ' ')).toMatch(
      /Constraints: critical CA:TRUE, pathlen:0 .* critical Certificate Sign X509v3 Name Constraints: critical Permitted: DNS:api\.example\.com Excluded: IP:0\.0\.0\.0\/0\.0\.0\.0 IP:0:0:0:0:0:0:0:0\/0:0:0:0:0:0:0:0/,
    )
    expect((await text(leafFor('api.example.com').cert)).replaceAll(/\s+/g, ' ')).toMatch(
      /Alternative Name: DNS:api\.example\.com X509v3 Key Usage: critical Digital Signature X509v3 Extended Key Usage: TLS Web Server Authentication .* Authority Key Identifier:/,
    )
  })

  it('writes years from 2050 on with four digits', async () => {
    const { root } = stolen(BOUND, new Date('2049-12-31T12:00:00Z'))
    expect(Date.parse(new X509Certificate(root).validTo)).toBe(Date.parse('2050-01-01T12:00:00Z'))
  })
})

describe('clients', () => {
  // One server for all: it is any host, as SNI asks, with what a stolen key signs.
  const evil = stolen(BOUND)
  const authority = createAuthority(BOUND, { now })
  let context: (host: string) => SecureContext
  let close: () => void
  let port = 0

  beforeAll(async () => {
    const { createSecureContext } = await import('node:tls')
    context = (host) => createSecureContext(evil.leafFor(host))
    const first = evil.leafFor('127.0.0.1')
    const server = createHttpsServer(
      { ...first, SNICallback: (host, done) => done(null, context(host)) },
      (_, response) => response.end('here'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    close = () => server.close()
  })
  afterAll(() => close())

  const CLIENTS: Readonly<Record<string, (host: string, root: string) => readonly [string, readonly string[]]>> = {
    curl: (host, root) => {
      const resolve = ['--resolve', `${host}:${port}:127.0.0.1`]
      return ['curl', ['-sS', '--noproxy', '*', '--cacert', root, ...resolve, `https://${host}:${port}/`]]
    },
    'openssl s_client': (host, root) => {
      const name = host === '127.0.0.1' ? ['-verify_ip', host] : ['-servername', host, '-verify_hostname', host]
      const args = ['-CAfile', root, '-verify_return_error', '-connect', `127.0.0.1:${port}`, ...name]
      return ['sh', ['-c', 'exec openssl s_client "$@" </dev/null', 's_client', ...args]]
    },
    python: (host, root) => ['python3', ['-c', PYTHON, root, host, String(port)]],
  }
  const PYTHON =
    'import socket, ssl, sys; ssl.create_default_context(cafile=sys.argv[1]).wrap_socket(' +
    'socket.create_connection(("127.0.0.1", int(sys.argv[3]))), server_hostname=sys.argv[2])'

  const takes = async (client: string, host: string): Promise<boolean> => {
    const [file, args] = CLIENTS[client]?.(host, write(evil.root)) ?? ['false', []]
    return run(file, [...args], { timeout: 100_000 }).then(
      () => true,
      () => false,
    )
  }

  describe.each(Object.keys(CLIENTS))('%s', (client) => {
    it.each(['evil.example', 'example.com', '127.0.0.1'])('refuses %s', async (host) => {
      expect(await takes(client, host)).toBe(false)
    })

    it.each(['api.example.com', 'a.wild.example.net', 'localhost'])('takes %s', async (host) => {
      expect(await takes(client, host)).toBe(true)
    })
  })

  it('of Node take what the authority hands out, and know it by its name', async () => {
    const server = createServer({ SNICallback: (host, done) => done(null, authority.leafFor(host)) })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const ask = (servername: string): Promise<string> =>
      new Promise((resolve) => {
        const socket: TLSSocket = connect({
          port: (server.address() as AddressInfo).port,
          host: '127.0.0.1',
          servername,
          ca: authority.certificate(),
          rejectUnauthorized: true,
        })
        socket.once('secureConnect', () => resolve(`${socket.getPeerCertificate().subjectaltname}`))
        socket.once('error', (error) => resolve(`refused: ${error.message}`))
      })
    expect(await ask('localhost')).toBe('DNS:localhost')
    expect(await ask('evil.example')).toMatch(/^refused/)
    server.close()
  })
})
