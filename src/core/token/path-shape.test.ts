import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { isPathPattern, matchesPath } from './path-pattern.ts'
import { pathShape } from './path-shape.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

describe('the shape of a path', () => {
  it.each([
    ['a star', '/repos/*'],
    ['two stars', '/repos/**'],
    ['a star in a name', '/repos/a*b'],
    ['an encoded star', '/repos/%2A'],
    ['two encoded stars', '/repos/%2a%2A/x'],
    ['a template that was not filled in', '/repos/{owner}'],
    ['an encoded brace', '/repos/%7Bowner%7D'],
    ['a class of characters', '/repos/[a-z]'],
    ['an encoded bracket', '/repos/%5Ba%5D'],
    ['an escape sequence', '/repos/%1b%5d0;owned%07'],
    ['a raw escape sequence', '/repos/\x1b[2J'],
    ['an encoded line feed', '/repos/a%0ab'],
    ['a bidi control', '/repos/%E2%80%AEtxt'],
    ['a line separator', '/repos/%E2%80%A8'],
    ['a NUL', '/repos/a%00b'],
    ['a backslash', '/repos/..\\x'],
    ['an encoded backslash', '/repos/%5cx'],
    ['an octet that is encoded twice', '/repos/%252e%252e/x'],
    ['a parameter that hides dots', '/repos/..;/x'],
    ['an octet of no character', '/repos/%ff'],
    ['half an octet', '/repos/%4'],
    ['no path', 'repos'],
    ['nothing', ''],
    ['a query', '/repos?key=hunter2'],
    ['what stands for a placeholder', '[placeholder]'],
  ])('is none for %s', (_, path) => {
    expect(pathShape(path)).toBeNull()
  })

  it.each([
    ['a number', '/users/12345/keys', '/users/*/keys'],
    ['a UUID', '/users/0b5c4f0e-7d5a-4a7a-9b0e-2f1c5a0e9d11', '/users/*'],
    ['a UUID of letters', '/users/deadbeef-cafe-babe-face-decafbadfade', '/users/*'],
    ['a hash', '/commits/d8329fc1cc938780ffdd9f94e0d364e0ea74f579', '/commits/*'],
    ['a short hash', '/commits/7cd0cb1', '/commits/*'],
    ['a ULID', '/x/01JD8X4M3QZ7N5V2K9T6B1C0RE', '/x/*'],
    ['an identifier with a prefix', '/v1/customers/cus_NffrFeUfNV2Hib', '/v1/customers/*'],
    ['a date', '/days/2026-11-24', '/days/*'],
    ['a day in a name', '/days/report-2026-11-24', '/days/*'],
    ['a number in groups', '/cards/c-4242-4242-4242-4242', '/cards/*'],
    ['a code in groups', '/invites/ABCD-EFGH-JKLM', '/invites/*'],
    ['an address', '/users/ann@example.com', '/users/*'],
    ['a JWT', `/x/eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.${'s'.repeat(43)}`, '/x/*'],
    ['letters of chance', '/x/QmZzRkVxTGhHbVhK', '/x/*'],
    ['a parameter', '/x/list;token=abc', '/x/*'],
    ['another script', '/wiki/%C3%BCber', '/wiki/*'],
    ['a space', '/files/my%20file', '/files/*'],
    ['an encoded slash', '/npm/@acme%2fweb', '/npm/**'],
    ['an empty segment', '/a//b', '/a/**/b'],
    ['dots', '/a/x/../b', '/a/b'],
    ['encoded dots', '/a/x/%2e%2e/b', '/a/b'],
    ['dots above the root', '/../../a', '/a'],
    ['encoded letters', '/%61pi/users', '/api/users'],
  ])('leaves nothing of %s', (_, path, shape) => {
    expect(pathShape(path)).toBe(shape)
  })

  it.each([
    '/',
    '/user',
    '/repos/acme/web/issues',
    '/repos/acme/web/contents/README.md',
    '/git/web.git/info/refs',
    '/git/web.git/git-upload-pack',
    '/v1/projects:batchGet',
    '/npm/ui/-/ui-1.12.0.tgz',
    '/api/v3/oauth2/token',
    '/.well-known/openid-configuration',
    '/odata/$metadata',
    '/trailing/',
  ])('keeps the names of %s', (path) => {
    expect(pathShape(path)).toBe(path)
  })

  it('keeps what the token’s own destinations name', () => {
    expect(pathShape('/projects/12345/jobs/7', new Set(['12345']))).toBe('/projects/12345/jobs/*')
  })

  it('holds no token of any form, also in parts', () => {
    for (const [prefix, length] of [
      ['ghp_', 36],
      ['glpat-', 20],
      ['', 32],
      ['', 40],
      ['sk-ant-api03-', 90],
      ['npm_', 36],
    ] as const) {
      const canary = newCanary('a token in a path', prefix, length).value
      const shapes = [`/x/${canary}`, `/bot${canary}/send`, `/x/${canary}.json`, `/x/a-${canary}`].map((path) =>
        pathShape(path),
      )
      // Whatever the suffix: eight characters in a row are a piece of it.
      const pieces = Array.from({ length: length - 8 }, (_, at) =>
        canary.slice(prefix.length + at, prefix.length + at + 8),
      )
      expect(pieces.some((piece) => shapes.some((shape) => shape?.includes(piece)))).toBe(false)
    }
  })

  it('is bounded, and ends in `**` where the path goes on', () => {
    const deep = pathShape(`/${Array.from({ length: 5000 }, () => 'a').join('/')}`)
    expect(deep?.length).toBeLessThan(600)
    expect(deep?.endsWith('/**')).toBe(true)
    const long = pathShape(`/${Array.from({ length: 30 }, () => 'a-long-enough-name').join('/')}`)
    expect(long?.length).toBeLessThan(600)
  })

  it('always is a pattern that the path matches', () => {
    fc.assert(
      fc.property(fc.oneof(anyPath, fc.string({ unit: 'binary' }), fc.webPath()), (path) => {
        const shape = pathShape(path)
        if (shape === null) return
        expect(isPathPattern(shape)).toBe(true)
        expect(matchesPath(shape, path)).toBe(true)
        expect(shape).toMatch(/^[!-~]+$/)
      }),
      { numRuns: 2000 },
    )
  })
})

const anyPath = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      '',
      '.',
      '..',
      '*',
      '**',
      '%2f',
      '%2e%2e',
      '%2A',
      '..;',
      'x;y=1',
      '123',
      '%41',
      '@a',
      'a..b',
      '%',
      '{a}',
    ),
    { maxLength: 8 },
  )
  .map((segments) => `/${segments.join('/')}`)
