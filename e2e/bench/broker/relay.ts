/**
 * The least that an intercepting proxy can be: TLS on both sides, one text replaced in whatever passes, nothing read.
 *
 * It is no contender, since it judges nothing: it shows what of a proxy's time is Node's and the kernel's. Arguments: the
 * server's port and root, a file for the relay's own root. BENCH_SECRET is put in the place of BENCH_PLACEHOLDER.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { connect, createSecureContext, TLSSocket } from 'node:tls'
import { createAuthority } from '../../../src/broker/authority/authority.ts'

const [port = '', roots = '', own = ''] = process.argv.slice(2)
const { BENCH_SECRET: secret = '', BENCH_PLACEHOLDER: placeholder = '' } = process.env
const authority = createAuthority(['localhost'], { now: () => new Date() })
const leaf = authority.leafFor('localhost')
const trusting = createSecureContext({ ca: readFileSync(roots) })
writeFileSync(own, authority.certificate())

function relay(raw: Socket): void {
  raw.on('error', () => {})
  raw.once('data', () => {
    raw.pause()
    raw.write('HTTP/1.1 200 Connection established\r\n\r\n')
    const client = new TLSSocket(raw, { isServer: true, secureContext: leaf })
    const server = connect({ port: Number(port), host: '127.0.0.1', secureContext: trusting, servername: 'localhost' })
    client.on('data', (bytes: Buffer) => {
      server.write(
        Buffer.from(
          bytes.toString('latin1').replace(placeholder, () => secret),
          'latin1',
        ),
      )
    })
    server.on('data', (bytes: Buffer) => client.write(bytes))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.setNoDelay(true)
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
  })
}

const listener = createServer({ noDelay: true }, relay)
listener.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (listener.address() as AddressInfo).port })}\n`)
})
