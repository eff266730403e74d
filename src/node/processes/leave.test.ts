import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const KEYTAR = new URL('../keytar.ts', import.meta.url).href
const LEAVE = new URL('leave.ts', import.meta.url).href
const KEYCHAIN = new URL('../keychain/keychain.ts', import.meta.url).href

/** Runs a module given as text; its exit code and what it printed. */
async function run(code: string): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let out = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) out += chunk
  return { code: await ended, out }
}

it('leaves with its code and its whole output while a keychain call hangs', async () => {
  // A call that never ends, and a thread of libuv that keeps a plain exit waiting: opening a FIFO without a writer.
  const found = await run(`
    import { execFileSync } from 'node:child_process'
    import { mkdtempSync, openSync } from 'node:fs'
    import { open } from 'node:fs/promises'
    import { keychain } from ${JSON.stringify(KEYCHAIN)}
    import { leave } from ${JSON.stringify(LEAVE)}
    const folder = mkdtempSync('/tmp/bulkhead-leave-')
    execFileSync('mkfifo', [folder + '/fifo'])
    const keytar = { getPassword: () => open(folder + '/fifo').then(() => null) }
    const store = keychain({ deadline: 50, keytar: () => keytar, state: async () => 'unlocked', isThere: () => true })
    const error = await store.get('a').catch((caught) => caught)
    execFileSync('rm', ['-r', folder])
    process.stdout.write(error.code + ' ' + 'x'.repeat(300_000))
    await leave(5)
  `)
  expect({ code: found.code, length: found.out.length, start: found.out.slice(0, 15) }).toEqual({
    code: 5,
    length: 300_015,
    start: 'prompt-timeout ',
  })
})

it('gives all of its output to a reader that takes its time, as a pager does', async () => {
  const code = `import { leave } from ${JSON.stringify(LEAVE)}; process.stdout.write('x'.repeat(1_000_000)); await leave(0)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  let length = 0
  for await (const chunk of child.stdout) length += chunk.length
  expect(length).toBe(1_000_000)
})

it('ends when its reader has gone', async () => {
  const code = `import { leave } from ${JSON.stringify(LEAVE)}; process.stdout.on('error', () => {}); process.stdout.write('x'.repeat(1_000_000)); await leave(3)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.once('readable', () => child.stdout.destroy())
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(3)
})

it.each([0, 3, 125])('leaves with code %i when nothing hangs', async (code) => {
  const found = await run(
    `import { leave } from ${JSON.stringify(LEAVE)}; process.stdout.write('done'); await leave(${code})`,
  )
  expect(found).toEqual({ code, out: 'done' })
})

it('leaves only when the keychain has been reached, or could not be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-leave-'))
  // A bus that says nothing for a while, and then hangs up: in the process itself, so that nothing holds up one alone.
  const found = await run(`
    import { writeSync } from 'node:fs'
    import { createServer } from 'node:net'
    const server = createServer((socket) => {
      socket.on('error', () => {})
      setTimeout(() => {
        writeSync(1, 'hung up')
        socket.destroy()
      }, 300)
    })
    await new Promise((resolve) => server.listen(${JSON.stringify(join(folder, 'bus'))}, resolve))
    import { reachKeychain } from ${JSON.stringify(KEYTAR)}
    import { leave } from ${JSON.stringify(LEAVE)}
    process.env.DBUS_SESSION_BUS_ADDRESS = ${JSON.stringify(`unix:path=${join(folder, 'bus')}`)}
    process.env.BULKHEAD_HOME = ${JSON.stringify(join(folder, 'home'))}
    const connected = new Promise((resolve) => server.once('connection', resolve))
    reachKeychain(process.env)
    await connected
    await leave(3)
  `)
  expect(found).toEqual({ code: 3, out: 'hung up' })
  rmSync(folder, { recursive: true })
})
