import { expect, it } from 'vitest'
import { openTerminal } from '../testing/open-terminal.ts'

const READ_KEYS = new URL('read-keys.ts', import.meta.url).href

/** Reads a line, and is held up right after it, as on a busy machine. */
const PROGRAM = `
import { readKeys } from ${JSON.stringify(READ_KEYS)}
let got = ''
const holdUp = () => {
  process.stdout.write('held up')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000)
}
await readKeys(() => process.stdout.write('keys: '), (input) => {
  // After this, timers come next.
  if (got === '') setTimeout(setImmediate, 10, holdUp)
  got += input
  return got.includes('\\r')
})
console.log('got', JSON.stringify(got))
`

it('what follows a line end is read with it, also when we are held up: the shell would run it', async () => {
  const env = { PATH: process.env.PATH ?? '' }
  const terminal = openTerminal([process.execPath, '--input-type=module', '-e', PROGRAM], { env, cwd: '/' })
  await terminal.waitFor(/keys: /)
  terminal.type('first\r')
  await terminal.waitFor(/held up/)
  terminal.type('second\r')
  await terminal.ended
  expect(terminal.shown()).toContain('got "first\\rsecond\\r"')
})
