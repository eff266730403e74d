/**
 * `bulkhead copy` on a real X clipboard, as another program sees it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInCommandLines, assertNoCanaryInProcess, newCanary } from '../../e2e/canaries.ts'
import { type Environment, type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { until } from '../../e2e/until.ts'
import { findClipboardTool } from '../node/clipboard.ts'
import { clearIfUnchanged } from '../node/clipboard-clearing.ts'
import { type Bulkhead, cliIn, run } from './testing/run-cli.ts'

const canary = newCanary('the secret')

let keyring: Keyring
let bulkhead: Bulkhead
let display: ChildProcess
let env: Environment

beforeAll(async () => {
  keyring = await openKeyring()
  const started = await startDisplay()
  display = started.display
  env = { ...keyring.env, DISPLAY: started.name }
  bulkhead = await cliIn(env)
  for (const [name, input] of [
    ['kept', canary.value],
    ['second', newCanary('another').value],
  ] as const) {
    expect((await bulkhead(['add', name, '--domain', 'service:test'], { input })).code).toBe(0)
  }
})

afterAll(async () => {
  display.kill()
  await keyring.close()
})

/** A virtual display that chooses its own number and says it on descriptor 3. */
async function startDisplay(): Promise<{ display: ChildProcess; name: string }> {
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve) =>
    display.stdio[3]?.once('data', (data) => resolve(String(data).trim())),
  )
  return { display, name: `:${number}` }
}

// When its owner ends while xclip asks it, xclip waits for ever.
const clipboard = async (): Promise<string> =>
  (await run('timeout', ['20', 'xclip', '-selection', 'clipboard', '-out'], { input: '', env })).stdout

/** Another program takes the clipboard; xclip stays behind to serve it and must not keep our pipes. */
const putThere = (text: string) =>
  run('sh', ['-c', 'xclip -selection clipboard -in >/dev/null 2>&1'], { input: text, env })

/** The process that `copy` leaves behind, in this home and no other. */
function clearingProcess(): number | undefined {
  const found = readdirSync('/proc').filter((name) => {
    try {
      const [command, environment] = ['cmdline', 'environ'].map((part) => readFileSync(`/proc/${name}/${part}`, 'utf8'))
      return command?.includes('__clear-clipboard') && environment?.includes(keyring.home)
    } catch {
      return false
    }
  })
  return found.length === 0 ? undefined : Number(found.at(-1))
}

describe('copy', () => {
  it('asks first', async () => {
    await putThere('before')
    expect((await bulkhead(['copy', 'kept'])).code).toBe(3)
    expect(await clipboard()).toBe('before')
  })

  it('refuses without a terminal before it looks for a clipboard', async () => {
    expect((await bulkhead(['copy', 'kept'], { env: { DISPLAY: '' } })).code).toBe(3)
  })

  it('without a display says what is missing, and records nothing', async () => {
    const { code, stderr } = await bulkhead(['copy', 'kept', '--yes'], { env: { DISPLAY: '' } })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^bulkhead: there is no clipboard.*\nhint: .*\n$/)
    expect((await bulkhead(['audit'])).stdout).not.toContain('copy')
  })

  it('puts the secret on the clipboard, exactly, and clears it after 30 seconds', async () => {
    const began = Date.now()
    const { code, stdout, stderr } = await bulkhead(['copy', 'kept', '--yes', '--json'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"v":1,"ok":true}\n' })
    assertNoCanary([canary], 'the output', stderr)
    expect((await clipboard()) === canary.value).toBe(true)

    const pid = clearingProcess()
    expect(pid).toBeDefined()
    assertNoCanaryInProcess([canary], pid ?? 0)
    assertNoCanaryInCommandLines([canary])

    await until(async () => (await clipboard()) === '')
    expect(Date.now() - began).toBeGreaterThan(29_000)
    await until(() => clearingProcess() === undefined)
  })

  it('leaves what was copied meanwhile, also when told to end', async () => {
    expect((await bulkhead(['copy', 'second', '--yes'])).code).toBe(0)
    await putThere('something else')
    await endClearing()
    expect(await clipboard()).toBe('something else')
  })

  it('clears at once when told to end', async () => {
    expect((await bulkhead(['copy', 'kept', '--yes'])).code).toBe(0)
    await endClearing()
    expect((await clipboard()) === '').toBe(true)
  })
})

/** Tells the process to end, once it waits, and sees it gone. */
async function endClearing(): Promise<void> {
  const pid = clearingProcess()
  if (pid === undefined) throw new Error('no process clears the clipboard')
  await until(() => isWaiting(pid))
  process.kill(pid, 'SIGTERM')
  await until(() => clearingProcess() === undefined)
}

/** True when it listens to SIGHUP (signal 1, bit 0 of SigCgt in proc(5)), which Node does not do by itself. */
const isWaiting = (pid: number): boolean => {
  const mask = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return (BigInt(`0x${mask}`) & 1n) !== 0n
}

describe('the tool', () => {
  it('is the one of the session, and must be there', () => {
    const found = (env: Environment, platform: NodeJS.Platform) => {
      try {
        return findClipboardTool(env, platform).name
      } catch {
        return null
      }
    }
    expect(found({ DISPLAY: ':1', PATH: process.env.PATH ?? '' }, 'linux')).toBe('xclip')
    expect(found({ DISPLAY: ':1', PATH: '/nonexistent' }, 'linux')).toBe(null)
    expect(found({ DISPLAY: ':1', PATH: '.' }, 'linux')).toBe(null)
    expect(found({ PATH: process.env.PATH ?? '' }, 'linux')).toBe(null)
  })

  it('that is not known is refused', async () => {
    await expect(clearIfUnchanged({ tool: 'sh', key: '00', digest: '00', afterMs: 0 })).rejects.toThrow(TypeError)
  })
})
