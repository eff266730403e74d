import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAuthority } from '../../broker/authority/authority.ts'
import { serveGit } from './git-repositories.ts'
import { npmPages, type Page, pypiPages } from './packages.ts'

/** The secrets that the forge wants, by the part of it. */
export interface ForgeSecrets {
  readonly code: string
  readonly npm: string
  readonly pypi: string
}

/** An HTTPS server on this machine with an API, git repositories and two package registries, each behind its secret. */
export interface Forge {
  readonly port: number
  /** Its root, PEM: known to nobody else. */
  readonly root: string
  /** Each request: method, path and whether it held the right secret. */
  readonly arrived: { readonly method: string; readonly path: string; readonly isGranted: boolean }[]
  close(): Promise<void>
}

/**
 * Starts a forge: `/api/…`, `/git/NAME/…`, `/npm/…`, `/pypi/…`.
 *
 * It grants whoever shows the part's secret as Bearer, as `token`, raw, or as the user or the password of Basic. What is
 * inside a token's domain and what is not, it does not know: without a broker every path would be granted.
 *
 * @param repositories Folder of the repositories.
 */
export async function startForge(secrets: ForgeSecrets, repositories: string): Promise<Forge> {
  const authority = createAuthority(['localhost'], { now: () => new Date() })
  const arrived: Forge['arrived'] = []
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = '', url = '' } = request
    const [, part = '', path = ''] = /^\/(api|git|npm|pypi)(\/.*)$/.exec(url) ?? []
    const secret = part === 'npm' || part === 'pypi' ? secrets[part] : secrets.code
    const isGranted = holds(request.headers.authorization ?? '', secret)
    arrived.push({ method, path: url, isGranted })
    if (!isGranted) deny(response)
    else if (part === 'git') serveGit(repositories, path, request, response)
    else if (part === 'api') show({ type: 'application/json', body: '{"granted":true}' }, response)
    else show(pages.get(part + path), response)
  }
  const server = createServer({ SNICallback: (_, done) => done(null, authority.leafFor('localhost')) }, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const pages = new Map<string, Page>([
    ...Array.from(npmPages(`https://localhost:${port}/npm`), ([path, page]) => [`npm${path}`, page] as const),
    ...Array.from(pypiPages(), ([path, page]) => [`pypi${path}`, page] as const),
  ])
  return {
    port,
    root: authority.certificate(),
    arrived,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function holds(authorization: string, secret: string): boolean {
  const [scheme = '', value = ''] = authorization.split(' ', 2)
  if (scheme.toLowerCase() !== 'basic') return [authorization, value].includes(secret)
  return Buffer.from(value, 'base64').toString().split(':').includes(secret)
}

function deny(response: ServerResponse): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="forge"' }).end('who are you')
}

function show(page: Page | undefined, response: ServerResponse): void {
  if (page === undefined) response.writeHead(404).end('not here')
  else response.setHeader('content-type', page.type).end(page.body)
}
