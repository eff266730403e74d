import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSecureContext } from 'node:tls'
import type { Environment, Keyring } from '../../keyring.ts'
import { bulkhead, CLI } from '../bulkhead.ts'
import { Line, type Way } from './line.ts'
import { start } from './start.ts'

/** The server that every way ends at. */
export interface Server {
  readonly port: number
  /** Path of its root. */
  readonly roots: string
  readonly secret: string
}

/** Started programs; all of them end with it. */
export type Programs = DisposableStack

const HERE = import.meta.dirname
const PLACEHOLDER = 'a-placeholder-of-nobody-01234567890123456'

/** Starts the server. @param big Length of its long answer, bytes. */
export async function startServer(programs: Programs, { env, home }: Keyring, big: number): Promise<Server> {
  const secret = `ghp_${'BenchCanary0'.repeat(3)}`
  const more = { BENCH_SECRET: secret, BENCH_BIG: String(big) }
  const { lines } = programs.use(await start(node(join(HERE, 'upstream.ts')), { ...env, ...more }, home))
  const { port, root } = JSON.parse(lines[0] ?? '') as { port: number; root: string }
  const roots = join(home, 'bench-roots.pem')
  writeFileSync(roots, root)
  return { port, roots, secret }
}

/** No proxy at all. */
export const straight = ({ port, roots, secret }: Server): Way => ({
  name: 'no proxy',
  ...{ server: port, proxy: null, pid: null, context: trusting(roots), token: secret },
})

/** `exec --broker` as it is built, on a real keyring: with its record, its looking for placeholders, its checks of addresses. */
export async function brokered(programs: Programs, { env, home }: Keyring, server: Server): Promise<Way> {
  const folder = join(home, 'bench-broker')
  mkdirSync(folder, { recursive: true })
  const to = ['--to', `localhost:${server.port}/**`]
  const add = ['add', 'bench', '--domain', 'project:bench-broker', '--env', 'BENCH_TOKEN', ...to]
  bulkhead(add, env, folder, server.secret)
  bulkhead(['bind', 'bench', '--yes'], env, folder)
  const trusts = { SSL_CERT_FILE: server.roots, NODE_EXTRA_CA_CERTS: server.roots }
  const say = 'printf "%s\\n" "$HTTPS_PROXY" "$BENCH_TOKEN" "$SSL_CERT_FILE"; read -r _'
  const command = ['exec', '--broker', '--', '/bin/sh', '-c', say]
  const { pid, lines } = programs.use(await start([...node(CLI), ...command], { ...env, ...trusts }, folder, 3))
  const [address = '', token = '', bundle = ''] = lines
  const { port, username, password } = new URL(address)
  const proxy = { port: Number(port), login: `${username}:${password}` }
  return { name: 'the broker', server: server.port, proxy, pid, context: trusting(bundle), token }
}

/** @param peers Where peers are installed. */
export async function httpMitmProxy(programs: Programs, keyring: Keyring, server: Server, peers: string): Promise<Way> {
  const certificates = join(keyring.home, 'http-mitm-proxy')
  const argv = [...node(join(HERE, 'peer-http-mitm-proxy.mjs')), peers, certificates]
  const { pid, lines } = programs.use(await start(argv, peerEnvironment(keyring, server), keyring.home))
  const { port } = JSON.parse(lines[0] ?? '') as { port: number }
  return peerWay('http-mitm-proxy', server, port, pid, join(certificates, 'certs', 'ca.pem'))
}

/** A relay that judges nothing: no peer, but the floor under all of them. */
export async function bareRelay(programs: Programs, keyring: Keyring, server: Server): Promise<Way> {
  const root = join(keyring.home, 'bench-relay.pem')
  const argv = [...node(join(HERE, 'relay.ts')), String(server.port), server.roots, root]
  const env = { ...peerEnvironment(keyring, server), BENCH_PLACEHOLDER: PLACEHOLDER }
  const { pid, lines } = programs.use(await start(argv, env, keyring.home))
  const { port } = JSON.parse(lines[0] ?? '') as { port: number }
  return peerWay('a bare relay', server, port, pid, root)
}

/** null where mitmproxy is not installed: it is no package of npm. */
export async function mitmproxy(programs: Programs, keyring: Keyring, server: Server): Promise<Way | null> {
  if (spawnSync('mitmdump', ['--version']).status !== 0) return null
  const port = await freePort()
  const folder = join(keyring.home, 'mitmproxy')
  const options = [`confdir=${folder}`, `ssl_verify_upstream_trusted_ca=${server.roots}`, 'flow_detail=0']
  const argv = ['mitmdump', '--listen-host', '127.0.0.1', '--listen-port', String(port), '-q']
  const script = ['-s', join(HERE, 'peer_mitmproxy.py'), ...options.flatMap((option) => ['--set', option])]
  const env = { ...peerEnvironment(keyring, server), PYTHONDONTWRITEBYTECODE: '1' }
  const { pid } = programs.use(await start([...argv, ...script], env, keyring.home, 0))
  const root = join(folder, 'mitmproxy-ca-cert.pem')
  for (let waited = 0; !existsSync(root) && waited < 20_000; waited += 100) await sleep(100)
  const way = peerWay('mitmproxy', server, port, pid, root)
  await untilItListens(way)
  return way
}

const node = (script: string): string[] => [process.execPath, script]

const peerEnvironment = ({ env }: Keyring, { roots, secret }: Server): Environment => ({
  ...env,
  BENCH_SECRET: secret,
  NODE_EXTRA_CA_CERTS: roots,
})

const peerWay = (name: string, { port }: Server, listens: number, pid: number, root: string): Way => ({
  name,
  ...{ server: port, proxy: { port: listens, login: 'bench:bench' }, pid, context: trusting(root), token: PLACEHOLDER },
})

const trusting = (roots: string) => createSecureContext({ ca: readFileSync(roots) })

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function untilItListens(way: Way): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return (await Line.open(way)).close()
    } catch (error) {
      if (tries === 50) throw error
      await sleep(200)
    }
  }
}
