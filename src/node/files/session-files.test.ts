import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates as systemRoots } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { variables } from '../../core/session/environment.ts'
import { BROKER_NAME, isBrokerRunning } from '../processes/is-running.ts'
import { rootCertificates } from './root-certificates.ts'
import { removeSessionFiles, replaceRoots, sessionFile, sweepSessionFiles, writeRoots } from './session-files.ts'
import { readTraffic, requestsPerSecond, type Traffic, writeTraffic } from './traffic-file.ts'

const ID = `ses_${'A'.repeat(26)}`

let base: string
let run: string
let paths: { readonly cache: string }
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-run-'))
  paths = { cache: join(base, 'cache') }
  run = join(base, 'run')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const modeOf = (path: string): number => statSync(path).mode & 0o777
const ownRoot = (): string =>
  `-----BEGIN CERTIFICATE-----\n${randomBytes(48).toString('base64')}\n-----END CERTIFICATE-----\n`

describe('the roots of a session', () => {
  it('are those of the system and of Node, each once', () => {
    const roots = rootCertificates(variables([]), paths)
    expect(new Set(roots).size).toBe(roots.length)
    expect(roots.length).toBeGreaterThanOrEqual(systemRoots.length)
  })

  it('hold what inherited variables name, in any wrapping, once', () => {
    const [own, other] = [ownRoot(), ownRoot()]
    const path = join(base, 'own.pem')
    writeFileSync(path, `# ours\r\n${own.replaceAll('\n', '\r\n')}\n${other}trailing`)
    const roots = rootCertificates(
      variables([
        ['SSL_CERT_FILE', path],
        ['PIP_CERT', path],
      ]),
      paths,
    )
    for (const pem of [own, other]) expect(roots.filter((root) => root === pem.trim())).toHaveLength(1)
  })

  it.each<[string, (path: string) => void]>([
    ['a missing file', () => {}],
    ['a folder', (path) => mkdirSync(path)],
    ['a file without certificates', (path) => writeFileSync(path, 'nothing')],
    ['a file that is too large', (path) => writeFileSync(path, Buffer.alloc(9 * 1024 * 1024, 0x20))],
    ['a device without end', (path) => symlinkSync('/dev/zero', path)],
  ])('pass over %s, and say so once', (_, make) => {
    const path = join(base, 'odd.pem')
    make(path)
    const plain = rootCertificates(variables([]), paths)
    const said: string[] = []
    const named = variables([
      ['CURL_CA_BUNDLE', path],
      ['SSL_CERT_FILE', path],
      ['PIP_CERT', ''],
    ])
    expect(rootCertificates(named, paths, (line) => said.push(line))).toHaveLength(plain.length)
    expect(said).toEqual([`SSL_CERT_FILE, CURL_CA_BUNDLE: no certificates are read from ${path}`])
  })

  it('say nothing of files that hold some', () => {
    const path = join(base, 'own.pem')
    writeFileSync(path, ownRoot())
    const said: string[] = []
    rootCertificates(variables([['SSL_CERT_FILE', path]]), paths, (line) => said.push(line))
    expect(said).toEqual([])
  })
})

describe('the files of a broker', () => {
  it('are 0600 in a folder that is 0700, whatever the umask', () => {
    const before = process.umask(0)
    try {
      sweepSessionFiles({ run })
      const path = sessionFile({ run }, ID, process.pid, 'roots.pem')
      writeRoots(path, ['A', 'B'])
      writeTraffic(sessionFile({ run }, ID, process.pid, 'traffic.json'), traffic())
      expect([run, path, sessionFile({ run }, ID, process.pid, 'traffic.json')].map(modeOf)).toEqual([
        0o700, 0o600, 0o600,
      ])
      replaceRoots(path, ['C'])
      expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['C\n', 0o600])
    } finally {
      process.umask(before)
    }
  })

  it.each<[string, (path: string) => void]>([
    ['a file', (path) => writeFileSync(path, 'mine')],
    ['a link', (path) => symlinkSync(join(base, 'victim'), path)],
  ])('are never written into %s that lies there already', (_, make) => {
    sweepSessionFiles({ run })
    const path = sessionFile({ run }, ID, process.pid, 'roots.pem')
    make(path)
    expect(() => writeRoots(path, ['A'])).toThrow(expect.objectContaining({ code: 'unsafe-path' }))
    expect(existsSync(join(base, 'victim'))).toBe(false)
  })

  it('are refused in a folder that is open to others', () => {
    mkdirSync(run, { mode: 0o755 })
    expect(() => sweepSessionFiles({ run })).toThrow(expect.objectContaining({ code: 'unsafe-path' }))
  })

  it('are swept when their broker is gone, and only then', async () => {
    sweepSessionFiles({ run })
    const script = `process.title = ${JSON.stringify(BROKER_NAME)}; console.log(1); setTimeout(() => {}, 60000)`
    const broker = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    await new Promise((resolve) => broker.stdout.once('data', resolve))
    const running = sessionFile({ run }, ID, broker.pid ?? 0, 'roots.pem')
    // Another program may have got the number of a broker since.
    const reused = sessionFile({ run }, ID, process.ppid, 'roots.pem')
    const foreign = join(run, 'other.pem')
    for (const path of [running, reused, foreign]) writeFileSync(path, 'x')
    sweepSessionFiles({ run })
    expect([running, reused, foreign].map((path) => existsSync(path))).toEqual([true, false, true])
    expect(isBrokerRunning(broker.pid ?? 0)).toBe(true)
    broker.kill('SIGKILL')
    await new Promise((resolve) => broker.once('exit', resolve))
    expect(isBrokerRunning(broker.pid ?? 0)).toBe(false)
    sweepSessionFiles({ run })
    expect(existsSync(running)).toBe(false)
  })

  it('are taken away by the broker itself at its end', () => {
    sweepSessionFiles({ run })
    const path = sessionFile({ run }, ID, process.pid, 'roots.pem')
    writeRoots(path, ['A'])
    removeSessionFiles({ run }, ID, process.pid)
    expect(existsSync(path)).toBe(false)
  })
})

const NOW = new Date('2026-11-24T12:00:10.500Z')

const traffic = (): Traffic => ({
  v: 1,
  at: NOW.toISOString(),
  strict: false,
  scopes: [],
  allowed: 3,
  refused: 1,
  seconds: [0, 0, 0, 0, 0, 0, 0, 0, 10, 20],
  last: [],
})

describe('what a session sends', () => {
  it('is read as it was written', () => {
    sweepSessionFiles({ run })
    const path = sessionFile({ run }, ID, process.pid, 'traffic.json')
    expect(readTraffic(path)).toBeNull()
    writeTraffic(path, traffic())
    expect(readTraffic(path)).toEqual(traffic())
    writeFileSync(path, '{"half')
    expect(readTraffic(path)).toBeNull()
  })

  it('is counted over ten seconds, and fades when nothing more is written', () => {
    const after = (seconds: number): number => requestsPerSecond(traffic(), new Date(NOW.getTime() + seconds * 1000))
    expect([0, 8, 9, 10, 3600].map(after)).toEqual([3, 3, 2, 0, 0])
  })
})
