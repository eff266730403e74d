import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageResponse } from './page-response.ts'

describe('the page', () => {
  let root = ''
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bulkhead-page-'))
    root = join(folder, 'renderer')
    await mkdir(join(root, 'assets'), { recursive: true })
    await writeFile(join(root, 'index.html'), '<!doctype html>')
    await writeFile(join(root, 'assets', 'index-Bk_1.js'), 'export {}')
    await writeFile(join(root, 'notes.txt'), 'not for the page')
    await writeFile(join(folder, 'secret.json'), '{}')
    await mkdir(join(folder, 'renderer-other'))
    await writeFile(join(folder, 'renderer-other', 'index.html'), 'other')
  })
  afterAll(() => rm(join(root, '..'), { recursive: true, force: true }))

  const get = (path: string, init?: RequestInit) => pageResponse(root, new Request(`app://bulkhead${path}`, init))

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%5c..%5csecret.json',
    '/..\\secret.json',
    '//secret.json',
    '/./../renderer-other/index.html',
    '/../renderer-other/index.html',
    '/index.html%00.js',
    '/%69ndex.html',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/missing.js',
    '/.hidden.js',
  ])('does not hold %s', async (path) => {
    const { status } = await get(path)
    expect(status).toBe(404)
  })

  it.each([
    'app://other/index.html',
    'app://bulkhead.evil/index.html',
    'app://bulkhead:8/index.html',
    'https://bulkhead/index.html',
  ])('is not at %s', async (url) => {
    expect((await pageResponse(root, new Request(url))).status).toBe(404)
  })

  it('takes no data', async () => {
    expect((await get('/index.html', { method: 'POST', body: 'x' })).status).toBe(405)
  })

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/index.html?x=1#/tokens', 'text/html; charset=utf-8'],
    ['/assets/index-Bk_1.js', 'text/javascript; charset=utf-8'],
  ])('holds %s', async (path, type) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
  })

  it.each(['/index.html', '/missing.js'])('comes with a strict policy: %s', async (path) => {
    const { headers } = await get(path)
    const policy = new Map(
      (headers.get('content-security-policy') ?? '').split('; ').map((part) => {
        const [name = '', ...values] = part.split(' ')
        return [name, values]
      }),
    )
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('base-uri')).toEqual(["'none'"])
    for (const values of policy.values()) {
      expect(["'self'", "'none'"]).toEqual(expect.arrayContaining(values))
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
