import { describe, expect, it } from 'vitest'
import type { Introspection } from '../token/introspection.ts'
import { chooseBase, parseBaseUrl } from './base-url.ts'

const failing = (work: () => unknown): { code: string; text: string } => {
  try {
    work()
  } catch (error) {
    const { code, message, hint } = error as { code: string; message: string; hint: string }
    return { code, text: `${message} ${hint}` }
  }
  throw new Error('it was taken')
}

describe('a base URL', () => {
  it.each([
    ['https://gitlab.example.com', 'https://gitlab.example.com/'],
    ['https://gitlab.example.com/', 'https://gitlab.example.com/'],
    ['https://GitLab.Example.COM:443/git/', 'https://gitlab.example.com/git'],
    ['https://gitlab.example.com:8443', 'https://gitlab.example.com:8443/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['https://10.0.0.5', 'https://10.0.0.5/'],
    ['https://[fd00::1]:8443', 'https://[fd00::1]:8443/'],
  ])('%s is taken', (text, expected) => {
    expect(parseBaseUrl(text).href).toBe(expected)
  })

  it.each([
    ['gitlab.example.com', 'destination-invalid'],
    ['ftp://gitlab.example.com', 'destination-invalid'],
    ['file:///etc/passwd', 'destination-invalid'],
    ['https://ada:CANARY@gitlab.example.com', 'destination-invalid'],
    ['https://gitlab.example.com?private_token=CANARY', 'destination-invalid'],
    ['https://gitlab.example.com/#CANARY', 'destination-invalid'],
    ['https://gitlab', 'destination-invalid'],
    ['https://gitlab.example.com/**', 'destination-invalid'],
    ['https://gitlab.example.com/../x', 'destination-invalid'],
    ['https://gitlab.example.com via bearer', 'destination-invalid'],
    ['GET https://gitlab.example.com', 'destination-invalid'],
    ['https://127.1', 'destination-invalid'],
    ['https://*.example.com', 'destination-invalid'],
    ['https://', 'destination-invalid'],
    ['', 'destination-invalid'],
    ['http://gitlab.example.com', 'destination-refused'],
    ['http://10.0.0.5', 'destination-refused'],
    ['https://169.254.169.254', 'destination-refused'],
    ['https://metadata.google.internal', 'destination-refused'],
    ['https://[::ffff:169.254.169.254]', 'destination-refused'],
    ['https://0.0.0.0', 'destination-refused'],
    ['https://co.uk', 'destination-refused'],
  ])('%s is refused as %s, and not repeated', (text, code) => {
    const { code: actual, text: said } = failing(() => parseBaseUrl(text))
    expect(actual).toBe(code)
    expect(said).not.toContain('CANARY')
  })
})

describe('where a token is asked about', () => {
  const asked = { kind: null, text: 'x' }
  const base = (more: Partial<Introspection> = {}): Introspection => ({
    id: 'github',
    base: 'https://api.github.com',
    own: { path: '/api/v3', example: 'https://github.example.com' },
    carriage: { kind: 'bearer' },
    steps: [],
    source: 'https://example.com',
    ...more,
  })
  const chosen = (introspection: Introspection, given: string | null, destinations: readonly string[]) => {
    const found = chooseBase(introspection, asked, given === null ? null : new URL(given), destinations)
    return found && [found.url.href, found.isOwn]
  }

  it.each([
    [null, [], ['https://api.github.com/', false]],
    [null, ['api.github.com', 'uploads.github.com'], ['https://api.github.com/', false]],
    [null, ['github.com'], ['https://api.github.com/', false]],
    [null, ['github.example.com'], ['https://github.example.com/api/v3', true]],
    [null, ['GET github.example.com:8443/repos/**'], ['https://github.example.com:8443/api/v3', true]],
    [null, ['evilgithub.com'], ['https://evilgithub.com/api/v3', true]],
    [null, ['*.github.example.com'], null],
    ['https://github.example.com/', ['api.github.com'], ['https://github.example.com/api/v3', true]],
    ['https://github.example.com/own', [], ['https://github.example.com/own', true]],
  ])('with the base URL %s and the destinations %j is %j', (given, destinations, expected) => {
    expect(chosen(base(), given, destinations)).toEqual(expected)
  })

  it('is never another place for a provider that has one, whatever its destinations are', () => {
    const { own: _, ...fixed } = base()
    expect(chosen(fixed, null, ['evil.example.com'])).toEqual(['https://api.github.com/', false])
    expect(() => chosen(fixed, 'https://evil.example.com', [])).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it.each([
    [[], 'https://api.github.com/'],
    [['api.eu.github.com'], 'https://api.eu.github.com/'],
    [['api.eu.github.com', 'api.github.com'], 'https://api.github.com/'],
    [['api.us.github.com'], 'https://api.github.com/'],
  ])('with the destinations %j is the region that they name: %s', (destinations, expected) => {
    const regional = base({ own: { example: 'https://x.example', regions: ['https://api.eu.github.com'] } })
    expect(chosen(regional, null, destinations)).toEqual([expected, false])
  })

  it('is nowhere for a provider whose customers have servers of their own, when none is named', () => {
    expect(chosen(base({ base: null }), null, [])).toBeNull()
    expect(
      chosen(base({ base: null, own: { example: 'https://x.example' } }), null, ['vault.example.com:8200']),
    ).toEqual(['https://vault.example.com:8200/', true])
  })
})
