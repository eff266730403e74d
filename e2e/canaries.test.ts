import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  assertNoCanary,
  assertNoCanaryInCommandLines,
  assertNoCanaryInFiles,
  assertNoCanaryInProcess,
  encodingsOf,
  newCanary,
} from './canaries.ts'

const canary = newCanary('sample', 'ghp_')
const folder = mkdtempSync(join(tmpdir(), 'bulkhead-canaries-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The message of what `check` throws; fails when it throws nothing. */
function refusalOf(check: () => void): string {
  try {
    check()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('the canary was not found')
}

describe('canaries', () => {
  const hidden: [string, (text: string) => string][] = [
    ['as it is', (text) => text],
    ['in base64', (text) => Buffer.from(text).toString('base64')],
    ['in base64url', (text) => Buffer.from(text).toString('base64url')],
    ['in hex', (text) => Buffer.from(text).toString('hex')],
    ['percent-encoded', (text) => encodeURIComponent(text)],
    ['in JSON', (text) => JSON.stringify({ text })],
    ['reversed', (text) => Array.from(text).reverse().join('')],
  ]
  const around = ['', 'a', 'ab', 'abc'].flatMap((before) => ['', 'x', 'xy'].map((after) => [before, after] as const))
  const cases = hidden.flatMap(([how, hide]) => around.map(([before, after]) => ({ how, hide, before, after })))

  it.each(cases)('are found $how between "$before" and "$after"', ({ hide, before, after }) => {
    const message = refusalOf(() => assertNoCanary([canary], 'a log', hide(before + canary.value + after)))
    expect(message).toContain('sample')
    expect(message).toContain('in a log')
  })

  it('are found in UTF-16', () => {
    refusalOf(() => assertNoCanary([canary], 'a dump', Buffer.from(canary.value, 'utf16le')))
  })

  it('never stand in the message, in any encoding', () => {
    const file = join(folder, canary.value)
    writeFileSync(file, canary.value)
    const message = refusalOf(() => assertNoCanaryInFiles([canary], folder))
    rmSync(file)
    for (const [, needle] of encodingsOf(canary.value)) expect(message.includes(needle.toString())).toBe(false)
  })

  it('are found in a file below a folder', () => {
    const file = join(folder, 'catalog.db')
    writeFileSync(file, `\0\0${canary.value}\0`)
    expect(refusalOf(() => assertNoCanaryInFiles([canary], folder))).toContain('catalog.db')
    rmSync(file)
  })

  it('are found in the environment and the command line of a process', async () => {
    const child = spawn('sleep', ['60'], { env: { TOKEN: canary.value }, argv0: canary.value })
    await once(child, 'spawn')
    try {
      expect(refusalOf(() => assertNoCanaryInProcess([canary], child.pid ?? 0, ['environ']))).toContain('environ')
      expect(refusalOf(() => assertNoCanaryInProcess([canary], child.pid ?? 0, ['cmdline']))).toContain('cmdline')
      expect(refusalOf(() => assertNoCanaryInCommandLines([canary]))).toContain('cmdline')
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('are not found where they are not', () => {
    assertNoCanary([canary], 'a log', newCanary('another', 'ghp_').value)
    assertNoCanaryInFiles([canary], folder)
    assertNoCanaryInProcess([canary], process.pid)
  })

  it('are refused when they are so short that chance would find them', () => {
    expect(() => encodingsOf('abc')).toThrow(TypeError)
  })
})
