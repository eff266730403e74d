import { describe, expect, it } from 'vitest'
import { pathsOf } from './paths.ts'

describe('the folders', () => {
  it.each(['', 'relative/data', './data', '../data'])('ignores XDG_DATA_HOME=%j, which is not absolute', (value) => {
    expect(pathsOf({ XDG_DATA_HOME: value }, 'linux', '/home/u').data).toBe('/home/u/.local/share/bulkhead')
  })

  it('ignores a relative BULKHEAD_HOME', () => {
    expect(pathsOf({ BULKHEAD_HOME: 'here' }, 'linux', '/home/u').home).toBeNull()
  })

  it('follows the XDG base directories', () => {
    const env = {
      XDG_DATA_HOME: '/d',
      XDG_STATE_HOME: '/s',
      XDG_CONFIG_HOME: '/c',
      XDG_CACHE_HOME: '/k',
      XDG_RUNTIME_DIR: '/r',
    }
    expect(pathsOf(env, 'linux', '/home/u')).toEqual({
      data: '/d/bulkhead',
      state: '/s/bulkhead',
      config: '/c/bulkhead',
      cache: '/k/bulkhead',
      run: '/r/bulkhead',
      home: null,
    })
  })

  it('has their defaults, and puts run under state where nothing dies with the login', () => {
    expect(pathsOf({}, 'linux', '/home/u')).toEqual({
      data: '/home/u/.local/share/bulkhead',
      state: '/home/u/.local/state/bulkhead',
      config: '/home/u/.config/bulkhead',
      cache: '/home/u/.cache/bulkhead',
      run: '/home/u/.local/state/bulkhead/run',
      home: null,
    })
  })

  it.each(['linux', 'darwin'] as const)('puts all five under BULKHEAD_HOME on %s', (platform) => {
    const env = { BULKHEAD_HOME: '/b', XDG_DATA_HOME: '/d' }
    expect(pathsOf(env, platform, '/home/u')).toEqual({
      data: '/b/data',
      state: '/b/state',
      config: '/b/config',
      cache: '/b/cache',
      run: '/b/run',
      home: '/b',
    })
  })

  it('keeps to ~/Library on macOS, whatever XDG says', () => {
    const paths = pathsOf({ XDG_DATA_HOME: '/d' }, 'darwin', '/Users/u')
    expect(paths.data).toBe('/Users/u/Library/Application Support/bulkhead/data')
    expect(paths.cache).toBe('/Users/u/Library/Caches/bulkhead')
  })
})
