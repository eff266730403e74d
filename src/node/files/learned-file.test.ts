import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  beginLearned,
  LEARNED_LIFE,
  learnedSessions,
  readLearned,
  removeLearned,
  rewriteLearned,
  sweepLearned,
} from './learned-file.ts'

const ID = `ses_${'A'.repeat(26)}`
const UNSAFE = expect.objectContaining({ code: 'unsafe-path' })

let base: string
let paths: { readonly state: string }
let folder: string
let file: string
let victim: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-learned-'))
  paths = { state: join(base, 'state') }
  folder = join(paths.state, 'learned')
  file = join(folder, `${ID}.json`)
  victim = join(base, 'victim')
  writeFileSync(victim, 'untouched', { mode: 0o600 })
})
afterEach(() => {
  expect(readFileSync(victim, 'utf8')).toBe('untouched')
  rmSync(base, { recursive: true, force: true })
})

const modeOf = (path: string): number => statSync(path).mode & 0o777

/** What may stand where the file goes. */
const PLANTED: readonly (readonly [string, (path: string) => void])[] = [
  ['a symbolic link', (path) => symlinkSync(victim, path)],
  ['a symbolic link to nothing', (path) => symlinkSync(join(base, 'nothing'), path)],
  ['a hard link', (path) => linkSync(victim, path)],
  ['a FIFO', (path) => execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdirSync(path)],
]

describe('the file of what a session learned', () => {
  it.each(PLANTED)('is not begun where there is %s', (_, plant) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    plant(file)
    expect(() => beginLearned(paths, ID, 'text')).toThrow(UNSAFE)
  })

  it.each(PLANTED)('is not read from %s', (_, plant) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    plant(file)
    expect(() => readLearned(paths, ID)).toThrow(UNSAFE)
  })

  it.each([0o755, 0o777])('is not kept in a folder of mode %o', (mode) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, mode)
    expect(() => beginLearned(paths, ID, 'text')).toThrow(UNSAFE)
    expect(() => readLearned(paths, ID)).toThrow(UNSAFE)
    expect(() => sweepLearned(paths, new Date())).toThrow(UNSAFE)
  })

  it('is not kept in a folder that is a link', () => {
    mkdirSync(paths.state, { mode: 0o700 })
    mkdirSync(join(base, 'elsewhere'), { mode: 0o700 })
    symlinkSync(join(base, 'elsewhere'), folder)
    expect(() => beginLearned(paths, ID, 'text')).toThrow(UNSAFE)
    expect(existsSync(join(base, 'elsewhere', `${ID}.json`))).toBe(false)
  })

  it.each(['../x', 'ses_', `ses_${'a'.repeat(26)}`, `${ID}/../y`, ''])('has no name for %j', (id) => {
    expect(() => readLearned(paths, id)).toThrow(TypeError)
  })

  it('is private whatever the umask is, and made so again', () => {
    const before = process.umask(0)
    try {
      beginLearned(paths, ID, 'one')
      expect([modeOf(folder), modeOf(file)]).toEqual([0o700, 0o600])
      rewriteLearned(paths, ID, 'two')
      expect(modeOf(file)).toBe(0o600)
    } finally {
      process.umask(before)
    }
    chmodSync(file, 0o644)
    expect(readLearned(paths, ID)).toBe('two')
    expect(modeOf(file)).toBe(0o600)
  })

  it('takes the place of a link that was put there meanwhile, and not of what it leads to', () => {
    beginLearned(paths, ID, 'one')
    rmSync(file)
    symlinkSync(victim, file)
    rewriteLearned(paths, ID, 'two')
    expect(lstatSync(file).isFile()).toBe(true)
    expect(readLearned(paths, ID)).toBe('two')
  })

  it('is not read where it is far larger than what is written', () => {
    beginLearned(paths, ID, 'x'.repeat(5 * 1024 * 1024))
    expect(() => readLearned(paths, ID)).toThrow(UNSAFE)
  })

  it('is missing before the first, and when it was taken away', () => {
    expect([readLearned(paths, ID), ...learnedSessions(paths)]).toEqual([null])
    expect(existsSync(paths.state)).toBe(false)
    beginLearned(paths, ID, 'text')
    writeFileSync(join(folder, '.0011.tmp'), 'half')
    expect([...learnedSessions(paths)]).toEqual([ID])
    removeLearned(paths, ID)
    removeLearned(paths, ID)
    expect(readLearned(paths, ID)).toBeNull()
  })
})

describe('what is older than seven days', () => {
  const age = (path: string, ms: number): void => {
    const at = new Date(Date.now() - ms)
    utimesSync(path, at, at)
  }

  it('is taken away, with what a killed session left half-written; the rest stays', () => {
    sweepLearned(paths, new Date())
    const [young, half, own] = [`ses_${'B'.repeat(26)}`, join(folder, '.0011.tmp'), join(folder, 'own')]
    for (const id of [ID, young]) beginLearned(paths, id, 'text')
    writeFileSync(half, 'half')
    mkdirSync(own)
    for (const path of [file, half, own]) age(path, LEARNED_LIFE + 60_000)
    age(join(folder, `${young}.json`), LEARNED_LIFE - 60_000)
    sweepLearned(paths, new Date())
    expect([existsSync(file), existsSync(half), existsSync(own)]).toEqual([false, false, true])
    expect(readLearned(paths, young)).toBe('text')
  })

  it('is taken away as a link, and what it leads to stays', () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    symlinkSync(victim, file)
    sweepLearned(paths, new Date(Date.now() + LEARNED_LIFE + 60_000))
    expect(existsSync(file)).toBe(false)
  })
})
