import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls'

/** A way to the server of the bench: straight, or through a proxy. */
export interface Way {
  readonly name: string
  /** Where the server listens. */
  readonly server: number
  /** Where the proxy listens, and its `user:password`; null for no proxy. */
  readonly proxy: { readonly port: number; readonly login: string } | null
  /** The process whose CPU and memory count; null for no proxy. */
  readonly pid: number | null
  /** Trusts whoever answers at the end of this way. */
  readonly context: SecureContext
  /** What is sent in place of the credential. */
  readonly token: string
}

/** The bytes of a request. */
export const requestOf = ({ server, token }: Way, line: string, length?: number): Buffer =>
  Buffer.from(
    `${line}\r\nHost: localhost:${server}\r\nAuthorization: Bearer ${token}\r\nAccept: application/json\r\n` +
      `User-Agent: bench/1\r\nAccept-Encoding: identity\r\n${length === undefined ? '' : `Content-Length: ${length}\r\n`}\r\n`,
    'latin1',
  )

/** Targets that a line asks for in turn: no client asks for the same again and again. */
const TARGETS = Array.from({ length: 16 }, (_, at) => `/items/${at + 10}`)

const OK = Buffer.from('HTTP/1.1 200')

/**
 * A kept connection that sends one request after the other, and knows an answer's end by its length alone: whatever
 * the loader computes is taken from the proxy, since both share the machine.
 */
export class Line {
  readonly #socket: TLSSocket
  readonly #requests: readonly Buffer[]
  readonly #length: number
  #asked = 0
  #got = 0
  #done: (() => void) | null = null
  #fail: (error: Error) => void = () => {}

  private constructor(socket: TLSSocket, requests: readonly Buffer[], length: number) {
    this.#socket = socket
    this.#requests = requests
    this.#length = length
    socket.on('data', (bytes: Buffer) => this.#take(bytes))
    socket.on('close', () => this.#fail(new Error('the connection was closed')))
  }

  /** Opens one, and learns the length of an answer from the first. @throws {Error} when that is not a 200. */
  static async open(way: Way): Promise<Line> {
    const socket = await opened(way)
    const requests = TARGETS.map((target) => requestOf(way, `GET ${target} HTTP/1.1`))
    socket.write(requests[0] ?? '')
    const parts: Buffer[] = []
    let length: number | null = null
    while (length === null) {
      const [bytes] = (await once(socket, 'data')) as [Buffer]
      parts.push(bytes)
      length = lengthOf(Buffer.concat(parts))
    }
    socket.removeAllListeners('data')
    return new Line(socket, requests, length)
  }

  /** Sends the next request; `done` is called when its answer is there, `fail` when something else comes. */
  ask(done: () => void, fail: (error: Error) => void): void {
    this.#done = done
    this.#fail = fail
    this.#socket.write(this.#requests[this.#asked++ % this.#requests.length] ?? '')
  }

  close(): void {
    this.#fail = () => {}
    this.#socket.destroy()
  }

  #take(bytes: Buffer): void {
    const isBeginning = this.#got === 0
    this.#got += bytes.length
    if (isBeginning && bytes.compare(OK, 0, OK.length, 0, OK.length) !== 0) {
      this.#fail(new Error(`not a 200: ${bytes.toString('latin1', 0, 60)}`))
    } else if (this.#got > this.#length) {
      this.#fail(new Error('an answer of another length'))
    } else if (this.#got === this.#length) {
      this.#got = 0
      this.#done?.()
    }
  }
}

/** A TLS connection to the server by a way. */
export async function opened({ server, proxy, context }: Way): Promise<TLSSocket> {
  const socket = connect({ port: proxy?.port ?? server, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  if (proxy !== null) await tunnel(socket, `localhost:${server}`, proxy.login)
  const secure = tlsConnect({ socket, secureContext: context, servername: 'localhost' })
  secure.on('error', () => {})
  await once(secure, 'secureConnect')
  return secure
}

async function tunnel(socket: Socket, target: string, login: string): Promise<void> {
  const shown = `Proxy-Authorization: Basic ${Buffer.from(login).toString('base64')}`
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${shown}\r\n\r\n`)
  let answer = ''
  while (!answer.includes('\r\n\r\n')) {
    const [bytes] = (await once(socket, 'data')) as [Buffer]
    answer += bytes.toString('latin1')
  }
  if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`no tunnel: ${answer}`)
}

/** The length of a whole answer; null while some of it is missing. */
function lengthOf(bytes: Buffer): number | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`not a 200: ${head.slice(0, 60)}`)
  const written = /^content-length: (\d+)$/im.exec(head)?.[1]
  if (written !== undefined) return bytes.length < end + 4 + Number(written) ? null : end + 4 + Number(written)
  return bytes.toString('latin1').endsWith('\r\n0\r\n\r\n') ? bytes.length : null
}
