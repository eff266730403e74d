import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAuthority } from '../../broker/authority/authority.ts'

/** A request as a server got it. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly authorization: string | null
}

/** A real HTTPS server on this machine whose root is known to nobody, and what arrived at it. */
export interface Upstream {
  readonly port: number
  /** Its root, PEM. */
  readonly root: string
  readonly arrived: Arrived[]
  close(): Promise<void>
}

/** How long the answer to `/…/slow` takes, ms: longer than any test. */
const SLOW = 60_000

const SCOPES = new Map([
  ['X-Accepted-OAuth-Scopes', 'repo, public_repo'],
  ['X-OAuth-Scopes', 'admin:org, repo'],
])

/** Starts a server that answers `fine`, `/…/scopes` with what a token may do, and `/…/slow` with nothing after the headers. */
export async function startUpstream(host = 'localhost'): Promise<Upstream> {
  const authority = createAuthority([host], { now: () => new Date() })
  const arrived: Arrived[] = []
  const sockets = new Set<Duplex>()
  const server = createServer(
    { SNICallback: (_, done) => done(null, authority.leafFor(host)) },
    (request, response) => {
      const { method = '', url: path = '', headers } = request
      // As GitHub says it of a classic token.
      if (path.endsWith('/scopes')) response.setHeaders(SCOPES)
      arrived.push({ method, path, authorization: headers.authorization ?? null })
      if (path.endsWith('/slow')) {
        response.writeHead(200)
        response.flushHeaders()
        setTimeout(() => response.end(), SLOW).unref()
      } else response.end('fine')
    },
  )
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    root: authority.certificate(),
    arrived,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
