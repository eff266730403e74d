import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { safeDirectory, safeHome } from './safe-directory.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-folders-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const UNSAFE = expect.objectContaining({ code: 'unsafe-path' })
const modeOf = (path: string): number => statSync(path).mode & 0o777

describe('a folder of ours', () => {
  it.each([0o777, 0o755, 0o750, 0o701, 0o1777])('is refused with mode %o', (mode) => {
    const path = join(base, 'data')
    mkdirSync(path)
    chmodSync(path, mode)
    expect(() => safeDirectory(path)).toThrow(UNSAFE)
    expect(modeOf(path)).toBe(mode & 0o777)
  })

  it('is refused as a symbolic link, even to a safe folder', () => {
    mkdirSync(join(base, 'real'), { mode: 0o700 })
    symlinkSync(join(base, 'real'), join(base, 'data'))
    expect(() => safeDirectory(join(base, 'data'))).toThrow(UNSAFE)
    expect(() => safeHome(join(base, 'data'))).toThrow(UNSAFE)
  })

  it('is refused as a link to nothing, and nothing is made at its end', () => {
    symlinkSync(join(base, 'victim'), join(base, 'data'))
    expect(() => safeDirectory(join(base, 'data'))).toThrow(UNSAFE)
    expect(statSync(join(base, 'victim'), { throwIfNoEntry: false })).toBeUndefined()
  })

  it('is refused when it is a file or a FIFO', () => {
    writeFileSync(join(base, 'file'), '')
    execFileSync('mkfifo', [join(base, 'fifo')])
    expect(() => safeDirectory(join(base, 'file'))).toThrow(UNSAFE)
    expect(() => safeDirectory(join(base, 'fifo'))).toThrow(UNSAFE)
  })

  it('is refused when another user owns it', () => {
    // Only root can give a folder away; for anyone else root's own folders are foreign.
    const path = process.getuid?.() === 0 ? join(base, 'data') : '/usr'
    if (path !== '/usr') {
      mkdirSync(path, { mode: 0o700 })
      chownSync(path, 12_345, 12_345)
    }
    expect(() => safeDirectory(path)).toThrow(UNSAFE)
    expect(() => safeHome(path)).toThrow(UNSAFE)
  })

  it('is not made below a file', () => {
    writeFileSync(join(base, 'file'), '')
    expect(() => safeDirectory(join(base, 'file', 'data'))).toThrow(expect.objectContaining({ code: 'disk' }))
  })

  it('is made with mode 0700, parents too, whatever the umask', () => {
    const before = process.umask(0)
    try {
      safeDirectory(join(base, 'a', 'b', 'data'))
    } finally {
      process.umask(before)
    }
    expect([modeOf(join(base, 'a')), modeOf(join(base, 'a', 'b', 'data'))]).toEqual([0o700, 0o700])
  })

  it('is taken as it is with mode 0700', () => {
    mkdirSync(join(base, 'data'), { mode: 0o700 })
    expect(() => safeDirectory(join(base, 'data'))).not.toThrow()
  })
})

describe('the folder of BULKHEAD_HOME', () => {
  it.each([0o777, 0o775, 0o702])('is refused with mode %o, since others could swap what is in it', (mode) => {
    chmodSync(base, mode)
    expect(() => safeHome(base)).toThrow(UNSAFE)
  })

  it('may be looked into by others', () => {
    chmodSync(base, 0o755)
    expect(() => safeHome(base)).not.toThrow()
  })
})
