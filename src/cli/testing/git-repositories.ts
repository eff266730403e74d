import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

/** Nobody's configuration: neither ours nor the machine's. */
const BARE = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }

const AUTHOR = ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.example']

/** Repositories with one commit each, below a folder, that git's own server program serves and takes pushes for. */
export function makeRepositories(root: string, ...names: string[]): void {
  const git = (...args: string[]) => execFileSync('git', args, { env: { ...process.env, ...BARE }, stdio: 'ignore' })
  const seed = join(root, 'seed')
  mkdirSync(seed, { recursive: true })
  git('init', '-q', '-b', 'main', seed)
  git('-C', seed, ...AUTHOR, 'commit', '-q', '--allow-empty', '-m', 'begin')
  for (const name of names) {
    git('clone', '-q', '--bare', seed, join(root, name))
    git('-C', join(root, name), 'config', 'http.receivepack', 'true')
  }
}

/** The subject of the newest commit of a repository. */
export const newestCommit = (root: string, name: string): string =>
  execFileSync('git', ['-C', join(root, name), 'log', '-1', '--format=%s', 'main'], { encoding: 'utf8' }).trim()

/** Answers a request by `git http-backend`, as a web server does: RFC 3875. */
export function serveGit(root: string, path: string, request: IncomingMessage, response: ServerResponse): void {
  const [file = '', query = ''] = path.split('?')
  const { headers } = request
  const child = spawn('git', ['http-backend'], {
    env: {
      ...{
        ...BARE,
        PATH: process.env.PATH ?? '',
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'ada',
      },
      ...{ REQUEST_METHOD: request.method ?? '', PATH_INFO: file, QUERY_STRING: query },
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      HTTP_GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.on('error', () => {})
  request.pipe(child.stdin)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.once('close', () => {
    const all = Buffer.concat(chunks)
    const end = all.indexOf('\r\n\r\n')
    const fields = all
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n')
      .map((line) => line.split(/: */, 2))
    const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200'
    for (const [name = '', value = ''] of fields) if (name !== '' && name !== 'Status') response.setHeader(name, value)
    response.writeHead(Number.parseInt(status, 10))
    response.end(all.subarray(end + 4))
  })
}
