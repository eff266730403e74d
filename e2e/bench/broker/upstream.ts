/**
 * A TLS server with fixed answers, in a process of its own: as little work as a server can do.
 *
 * `GET` of most paths gives a short JSON text, `GET /big` the bytes of BENCH_BIG as text, `POST /sink` takes a body of any length.
 * A request without the secret of BENCH_SECRET gets 401. The first line on stdout is JSON: the port, and its root as PEM.
 */
import type { AddressInfo } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import { createAuthority } from '../../../src/broker/authority/authority.ts'

const SECRET = process.env.BENCH_SECRET ?? ''
const BIG = Number(process.env.BENCH_BIG ?? 0)
const PIECE = Buffer.from('a line of text that nobody reads\n'.repeat(2_000), 'latin1')

const answer = (status: string, type: string, length: number, id = 0): string =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nCache-Control: private, max-age=60\r\n` +
  `Server: bench\r\nETag: W/"0123456789ab${id}"\r\nX-Request-Id: 0123-4567-${id}\r\nVary: Accept, Authorization\r\n\r\n`

const BODY = JSON.stringify({ items: Array.from({ length: 10 }, (_, id) => ({ id, name: `item ${id}`, open: true })) })
// Answers of a server differ in some fields from one to the next.
const FIXED = Array.from({ length: 64 }, (_, at) =>
  Buffer.from(answer('200 OK', 'application/json', BODY.length, 1_000 + at) + BODY),
)
let answered = 0
const UNKNOWN = Buffer.from(answer('401 Unauthorized', 'text/plain', 0))
const BIG_HEAD = answer('200 OK', 'text/plain', BIG)

function serve(socket: TLSSocket): void {
  let held = Buffer.alloc(0)
  let sinking = 0
  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.on('data', (bytes: Buffer) => {
    let rest = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    while (rest.length > 0) {
      if (sinking > 0) {
        const taken = Math.min(sinking, rest.length)
        sinking -= taken
        rest = rest.subarray(taken)
        if (sinking === 0) socket.write(next())
        continue
      }
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) break
      sinking = respond(socket, rest.subarray(0, end))
      rest = rest.subarray(end + 4)
    }
    held = Buffer.from(rest)
  })
}

/** Answers a request; how many bytes of body come before the answer. */
function respond(socket: TLSSocket, head: Buffer): number {
  if (!head.includes(SECRET, 0, 'latin1')) socket.write(UNKNOWN)
  else if (head.includes('POST /sink ')) return Number(/content-length: (\d+)/i.exec(head.toString('latin1'))?.[1])
  else if (head.includes('GET /big ')) stream(socket)
  else socket.write(next())
  return 0
}

const next = (): Buffer => FIXED[answered++ % FIXED.length] ?? UNKNOWN

function stream(socket: TLSSocket): void {
  let left = BIG
  const more = (): void => {
    while (left > 0) {
      const piece = PIECE.subarray(0, Math.min(left, PIECE.length))
      left -= piece.length
      if (!socket.write(piece)) return void socket.once('drain', more)
    }
  }
  socket.write(BIG_HEAD)
  more()
}

const authority = createAuthority(['localhost'], { now: () => new Date() })
const leaf = authority.leafFor('localhost')
const server = createServer({ SNICallback: (_name, done) => done(null, leaf), ALPNProtocols: ['http/1.1'] }, serve)
server.on('tlsClientError', () => {})
server.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 }, () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ port, root: authority.certificate() })}\n`)
})
