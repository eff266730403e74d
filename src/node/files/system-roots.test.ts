import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { variables } from '../../core/session/environment.ts'
import { systemRoots } from './system-roots.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')
const TOMORROW = new Date('2026-11-25T10:00:00.000Z')
const EVIL = '-----BEGIN CERTIFICATE-----\nZXZpbA==\n-----END CERTIFICATE-----'

let base: string
let cache: string
let kept: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-roots-'))
  cache = join(base, 'cache')
  kept = join(cache, 'system-roots')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const own = [...new Set(getCACertificates('system').map((pem) => pem.trim()))]
const roots = (now = NOW, named: [string, string][] = []) => systemRoots(variables(named), { cache }, now)

/** Marks what is kept, so that it shows where roots come from. */
const mark = () => writeFileSync(kept, `${readFileSync(kept, 'utf8')}\n${EVIL}`)

describe.runIf(process.platform === 'linux')('the roots of the system', () => {
  it('are the same whether they were read or kept, and kept for this user alone', () => {
    expect(roots()).toEqual(own)
    expect(roots()).toEqual(own)
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    mark()
    expect(roots()).toEqual([...own, EVIL])
  })

  it.each<[string, () => void]>([
    [
      'is a link to another file',
      () => {
        writeFileSync(join(base, 'other'), readFileSync(kept))
        rmSync(kept)
        symlinkSync(join(base, 'other'), kept)
      },
    ],
    ['lies in a folder that others can write to', () => chmodSync(cache, 0o777)],
    [
      'is a folder',
      () => {
        rmSync(kept)
        mkdirSync(kept)
      },
    ],
    ['has lost its first line', () => writeFileSync(kept, EVIL)],
    ['is empty', () => writeFileSync(kept, '')],
    ['is larger than any', () => writeFileSync(kept, Buffer.alloc(9 * 1024 * 1024, 0x20))],
  ])('are read anew when what is kept %s', (_, change) => {
    roots()
    mark()
    change()
    expect(roots()).toEqual(own)
  })

  it('are read anew the next day, and when variables or the files they name change', () => {
    roots()
    mark()
    expect(roots(TOMORROW)).toEqual(own)
    const path = join(base, 'own.pem')
    const named: [string, string][] = [['SSL_CERT_FILE', path]]
    expect(roots(NOW, named)).toEqual(own)
    mark()
    expect(roots(NOW, named)).toContain(EVIL)
    writeFileSync(path, EVIL)
    expect(roots(NOW, named)).toEqual(own)
    mark()
    mkdirSync(join(base, 'certs'))
    expect(roots(NOW, [...named, ['SSL_CERT_DIR', join(base, 'certs')]])).toEqual(own)
  })
})
