import { describe, expect, it } from 'vitest'
import type { UpstreamProxy } from '../../broker/session.ts'
import type { Environment } from '../../core/session/environment.ts'
import { inheritedProxy } from './inherited-proxy.ts'

function inherited(parent: Environment, strict = false): { proxy: UpstreamProxy | null; said: string[] } {
  const said: string[] = []
  return { proxy: inheritedProxy({ parent, strict, say: (line) => said.push(line) }), said }
}

const PLACE = { host: 'api.example.com', port: 443 }

describe('the proxy that a session began with', () => {
  it.each<[Environment, string, string]>([
    [{ HTTPS_PROXY: 'http://proxy.example:3128' }, 'proxy.example:3128', 'HTTPS_PROXY'],
    [{ https_proxy: 'http://low:1', HTTPS_PROXY: 'http://high:1' }, 'low:1', 'https_proxy'],
    [{ HTTPS_PROXY: 'proxy.example:3128' }, 'proxy.example:3128', 'HTTPS_PROXY'],
    [{ ALL_PROXY: 'http://all:1' }, 'all:1', 'ALL_PROXY'],
    [{ all_proxy: 'http://all:1', HTTPS_PROXY: 'http://own:1' }, 'own:1', 'HTTPS_PROXY'],
    [{ https_proxy: '', ALL_PROXY: 'https://all:1' }, 'all:1', 'ALL_PROXY'],
    [{ HTTPS_PROXY: 'garbage' }, 'garbage', 'HTTPS_PROXY'],
  ])('of %j is %s, and is named', (parent, host, variable) => {
    const { proxy, said } = inherited(parent)
    expect(proxy?.url.host).toBe(host)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(`the proxy ${host}`)
    expect(said[0]).toContain(variable)
  })

  it('is none where no variable names one for https', () => {
    expect(inherited({ HTTP_PROXY: 'http://plain:1', NO_PROXY: '*' })).toEqual({ proxy: null, said: [] })
  })

  it('is told without its login', () => {
    expect(inherited({ HTTPS_PROXY: 'http://ada:hunter2@proxy.example:3128' }).said.join()).not.toMatch(/ada|hunter2/)
  })

  it('is not for what the session was to ask past it', () => {
    const { proxy } = inherited({ HTTPS_PROXY: 'http://p:1', no_proxy: 'a.example', NO_PROXY: '.example.com' })
    expect(proxy?.isFor(PLACE)).toBe(false)
    expect(proxy?.isFor({ host: 'a.example', port: 443 })).toBe(false)
    expect(proxy?.isFor({ host: 'api.example.org', port: 443 })).toBe(true)
  })

  it.each(['socks5://127.0.0.1:1080', '://', 'http://:99999', 'not a proxy', 'http://'])('%s is refused', (text) => {
    for (const variable of ['HTTPS_PROXY', 'ALL_PROXY']) {
      expect(() => inherited({ [variable]: text })).toThrow(`${variable} names no HTTP proxy`)
    }
  })

  it('is refused to a strict session', () => {
    for (const variable of ['https_proxy', 'ALL_PROXY']) {
      expect(() => inherited({ [variable]: 'http://p:1' }, true)).toThrow(`${variable} is set`)
    }
  })
})
