import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialTarget, targetOfUrl } from './credential-target.ts'

describe('credentialTarget', () => {
  it.each([
    ['http', 'github.com'],
    ['http', '10.0.0.1'],
    ['ssh', 'github.com'],
    ['https', ''],
    ['https', ':443'],
    ['https', '127.1'],
    ['https', '0x7f.1'],
    ['https', '2130706433'],
    ['https', '::1'],
    ['https', '[::1'],
    ['https', '[fe80::1%25eth0]'],
    ['https', '[::ffff:127.0.0.1]'],
    ['https', 'github.com:65536'],
    ['https', 'github.com:-1'],
    ['https', 'github.com:+443'],
    ['https', 'github.com: 443'],
    ['https', 'git_hub-.com'],
  ])('%s and %j are no server', (scheme, authority) => {
    expect(credentialTarget(scheme, authority, null)).toBeNull()
  })

  it.each([
    ['https', 'GitHub.com', 'github.com', 443],
    ['https', 'github.com.', 'github.com', 443],
    ['https', 'github.com:8443', 'github.com', 8443],
    ['https', '[2001:DB8::1]:8443', '[2001:db8::1]', 8443],
    ['http', 'localhost', 'localhost', 80],
    ['http', '[::1]:8080', '[::1]', 8080],
    ['http', '127.0.0.1:3000', '127.0.0.1', 3000],
  ])('%s and %j are %s, port %d', (scheme, authority, host, port) => {
    expect(credentialTarget(scheme, authority, null)).toEqual({ scheme, host, port, path: null })
  })

  it('encodes a path that git has decoded', () => {
    expect(credentialTarget('https', 'x.example', 'a b/100%/ü')?.path).toBe('/a%20b/100%25/%C3%BC')
  })
})

describe('targetOfUrl', () => {
  it('finds no other host than the URL standard does', () => {
    const part = fc.constantFrom(
      'https',
      'http',
      '://',
      '/',
      'a.example',
      'localhost',
      '@',
      ':',
      '443',
      '\\',
      '?',
      '#',
      '%2f',
      '.',
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
        (text) => {
          const target = targetOfUrl(text)
          if (target === null) return
          const url = URL.parse(text)
          expect(url?.hostname.replace(/\.$/, '')).toBe(target.host)
          expect(url?.username).toBe('')
          expect(`${url?.protocol}${url?.port}`).toBe(
            `${target.scheme}:${target.port === (target.scheme === 'https' ? 443 : 80) ? '' : target.port}`,
          )
        },
      ),
      { numRuns: 20_000, seed: 20_261_124 },
    )
  })
})
