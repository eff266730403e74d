import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepWindowState, readWindowState } from './window-state.ts'

const FIRST = { width: 1280, height: 820 }

describe('the size of the window', () => {
  let config = ''
  beforeEach(async () => {
    config = join(await mkdtemp(join(tmpdir(), 'bulkhead-window-')), 'config')
  })
  afterEach(() => rm(join(config, '..'), { recursive: true, force: true }))

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"width":1e9,"height":900}',
    '{"width":10,"height":10}',
    '{"width":1000,"height":700,"more":1}',
  ])('is that of a first start when the file holds %j', async (text) => {
    keepWindowState(config, FIRST)
    await writeFile(join(config, 'window.json'), text)
    expect(readWindowState(config)).toEqual(FIRST)
  })

  it('is that of a first start when there is no file', () => {
    expect(readWindowState(config)).toEqual(FIRST)
  })

  it('is kept in a file of mode 0600, alone in its folder', async () => {
    keepWindowState(config, { width: 1000, height: 700, x: -5, y: 12 })
    expect(readWindowState(config)).toEqual({ width: 1000, height: 700, x: -5, y: 12 })
    expect((await stat(join(config, 'window.json'))).mode & 0o777).toBe(0o600)
    expect(await readdir(config)).toEqual(['window.json'])
  })

  it('is not kept in a folder that is open to others', async () => {
    keepWindowState(config, FIRST)
    await chmod(config, 0o777)
    keepWindowState(config, { width: 1000, height: 700 })
    expect(readWindowState(config)).toEqual(FIRST)
  })
})
