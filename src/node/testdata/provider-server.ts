import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a provider answers to one path; a function answers by hand, and may do it badly. */
export type Reply =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | ((request: IncomingMessage, response: ServerResponse) => void)

export interface ProviderServer extends AsyncDisposable {
  readonly port: number
  /** Its certificate, which is its own authority, as PEM. */
  readonly ca: string
  /** What was asked, in order: method and path with query. */
  readonly asked: string[]
  /** The headers of what was asked. */
  readonly headers: IncomingMessage['headers'][]
  /** Answers by path with query, else by path; all else is 404. */
  answers: Readonly<Record<string, Reply>>
}

/** A TLS server on this machine, with a certificate for these hosts that no one else trusts. */
export async function startProviderServer(hosts: readonly string[]): Promise<ProviderServer> {
  const { key, cert } = certificateFor(hosts)
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const served: { answers: ProviderServer['answers'] } = { answers: {} }
  const server = https.createServer({ key, cert }, (request, response) => {
    const { method, url = '' } = request
    asked.push(`${method} ${url}`)
    headers.push(request.headers)
    reply(served.answers[url] ?? served.answers[url.replace(/\?.*$/, '')] ?? { status: 404 }, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(served, {
    port: (server.address() as AddressInfo).port,
    ca: cert,
    asked,
    headers,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

function reply(answer: Reply, request: IncomingMessage, response: ServerResponse): void {
  if (typeof answer === 'function') {
    answer(request, response)
    return
  }
  const { status = 200, headers = {}, body } = answer
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function certificateFor(hosts: readonly string[]): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-tls-'))
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const names = [...hosts.map((host) => `DNS:${host}`), 'DNS:localhost', 'IP:127.0.0.1'].join(',')
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    const subject = ['-subj', '/CN=bulkhead test', '-addext', `subjectAltName=${names}`]
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
