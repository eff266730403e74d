import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFile, readFileSafely, tightenFile, writeFileSafely, writeNewFile } from './safe-file.ts'

let base: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-files-'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const UNSAFE = expect.objectContaining({ code: 'unsafe-path' })
const modeOf = (path: string): number => statSync(path).mode & 0o777

describe('a file of ours', () => {
  it('is refused as a symbolic link, and the file at its end stays as it is', () => {
    const victim = join(base, 'victim')
    writeFileSync(victim, 'theirs', { mode: 0o644 })
    symlinkSync(victim, join(base, 'file'))
    expect(() => tightenFile(join(base, 'file'))).toThrow(UNSAFE)
    expect(() => readFileSafely(join(base, 'file'), 100)).toThrow(UNSAFE)
    expect(createFile(join(base, 'file'))).toBe(false)
    expect(modeOf(victim)).toBe(0o644)
  })

  it('is refused when it has a second name, or is a FIFO or a folder', () => {
    writeFileSync(join(base, 'one'), '')
    linkSync(join(base, 'one'), join(base, 'two'))
    execFileSync('mkfifo', [join(base, 'fifo')])
    mkdirSync(join(base, 'folder'))
    for (const name of ['one', 'fifo', 'folder']) expect(() => tightenFile(join(base, name))).toThrow(UNSAFE)
    expect(() => readFileSafely(join(base, 'fifo'), 100)).toThrow(UNSAFE)
  })

  it('is refused when another user owns it', () => {
    // Only root can give a file away; for anyone else root's own files are foreign.
    const path = process.getuid?.() === 0 ? join(base, 'file') : '/etc/passwd'
    if (path !== '/etc/passwd') {
      writeFileSync(path, '')
      chownSync(path, 12_345, 12_345)
    }
    expect(() => tightenFile(path)).toThrow(UNSAFE)
    expect(() => readFileSafely(path, 1_000_000)).toThrow(UNSAFE)
  })

  it('is refused when it is larger than it may be', () => {
    writeFileSync(join(base, 'file'), 'x'.repeat(101))
    expect(() => readFileSafely(join(base, 'file'), 100)).toThrow(UNSAFE)
  })

  it('is tightened when it is too open, and left missing when it is missing', () => {
    writeFileSync(join(base, 'file'), 'x')
    chmodSync(join(base, 'file'), 0o666)
    tightenFile(join(base, 'file'))
    tightenFile(join(base, 'missing'))
    expect(modeOf(join(base, 'file'))).toBe(0o600)
    expect(readdirSync(base)).toEqual(['file'])
    expect(readFileSafely(join(base, 'missing'), 100)).toBeNull()
  })

  it('is replaced in one step, with mode 0600, a link in its place included', () => {
    const victim = join(base, 'victim')
    writeFileSync(victim, 'theirs')
    symlinkSync(victim, join(base, 'file'))
    writeFileSafely(join(base, 'file'), 'ours')
    expect(readFileSync(victim, 'utf8')).toBe('theirs')
    expect(readFileSafely(join(base, 'file'), 100)?.toString()).toBe('ours')
    expect(modeOf(join(base, 'file'))).toBe(0o600)
  })

  it('keeps its old content, and leaves nothing beside it, when the last step fails', () => {
    // A folder where the file should be renamed to makes the last step fail.
    mkdirSync(join(base, 'file'))
    expect(() => writeFileSafely(join(base, 'file'), 'x')).toThrow(expect.objectContaining({ code: 'disk' }))
    expect(readdirSync(base)).toEqual(['file'])
  })

  it('is never written over what is there already, a link that leads nowhere included', () => {
    writeFileSync(join(base, 'theirs'), 'theirs')
    symlinkSync(join(base, 'nowhere'), join(base, 'link'))
    expect(writeNewFile(join(base, 'theirs'), 'ours')).toBe(false)
    expect(writeNewFile(join(base, 'link'), 'ours')).toBe(false)
    expect(readFileSync(join(base, 'theirs'), 'utf8')).toBe('theirs')
    expect(readdirSync(base).sort()).toEqual(['link', 'theirs'])
  })

  it('is written new with mode 0600', () => {
    expect(writeNewFile(join(base, 'new'), 'ours')).toBe(true)
    expect(readFileSync(join(base, 'new'), 'utf8')).toBe('ours')
    expect(modeOf(join(base, 'new'))).toBe(0o600)
  })
})
