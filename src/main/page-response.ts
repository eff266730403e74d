import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-read=(), clipboard-write=()',
  'cache-control': 'no-store',
} as const

/** One request for a file of the page; everything that is not a plain path below `root` is 404. */
export async function pageResponse(root: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const file = fileOf(root, request.url)
  if (file === null) return refuse(404)

  try {
    const body = await readFile(file.path)
    return new Response(new Uint8Array(body), { status: 200, headers: { ...HEADERS, 'content-type': file.type } })
  } catch {
    return refuse(404)
  }
}

const refuse = (status: number): Response =>
  new Response(null, { status, headers: { ...HEADERS, 'content-type': 'text/plain' } })

// The build gives its files plain names. Whatever else a URL may hold (escapes, dots, backslashes) is not one of them.
const PLAIN = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/

function fileOf(root: string, text: string): { path: string; type: string } | null {
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'app:' || url.host !== 'bulkhead') return null
  const name = url.pathname === '/' ? '/index.html' : url.pathname
  const type = TYPES[extname(name)]
  if (type === undefined || !PLAIN.test(name)) return null

  const path = join(root, name)
  return path.startsWith(root + sep) ? { path, type } : null
}
