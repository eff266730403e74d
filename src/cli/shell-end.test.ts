/** How scoped shells end: by themselves, when their time is up, by a signal, with their terminal. And that it is recorded. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../e2e/until.ts'
import type { Terminal } from './testing/open-terminal.ts'
import { ask, openShellWorld, SHELLS, type Shell, type ShellWorld } from './testing/shell-world.ts'

let world: ShellWorld
beforeAll(async () => {
  world = await openShellWorld()
})
afterEach(() => world.closeTerminals())
afterAll(() => world.close())

describe.each(SHELLS)('a scoped %s', (name: Shell) => {
  it('ends with the shell’s own code, says so, and is recorded', async () => {
    const shell = world.terminal(name)
    await shell.waitFor(/ready\$ /)
    shell.type('exit 7\n')
    expect(await shell.ended).toBe(7)
    expect(shell.shown()).toMatch(/bulkhead: done: the shell of web has ended/)
    expect(await world.lastSession()).toMatchObject({ kind: 'shell', endedAt: expect.any(String), endsAt: null })
  })

  it('ends when its time is up, with what runs in it', async () => {
    const seconds = `4711.${process.pid}`
    // On a busy machine the time may be up before the command runs: then it gets more of it.
    const runFor = async (time: number): Promise<Terminal> => {
      const shell = world.terminal(name, '--for', `${time}s`)
      if ((await shell.waitFor(/ready\$ |time is up/)).endsWith('ready$ '))
        shell.type(`sh -c 'trap "" HUP; echo "still"-here; exec sleep ${seconds}'\n`)
      await shell.ended
      return shell.shown().includes('still-here') || time > 20 ? shell : runFor(time * 3)
    }
    expect((await runFor(3)).shown()).toMatch(/still-here[\s\S]*bulkhead: time is up/)
    // Who is killed needs a moment of its own to go.
    await until(() => !commandLines().some((line) => line.includes(`sleep ${seconds}`)))
    expect((await world.lastSession()).endedAt).not.toBeNull()
  })

  it.each(['SIGTERM', 'SIGHUP'] as const)('ends on %s to bulkhead, and is recorded', async (signal) => {
    const shell = world.terminal(name)
    await shell.waitFor(/ready\$ /)
    const pid = Number(
      await ask(shell, 'echo $PPID'.replace('$PPID', name === 'fish' ? '(ps -o ppid= $fish_pid)' : '$PPID')),
    )
    process.kill(pid, signal)
    await shell.ended
    await until(async () => (await world.lastSession()).endedAt !== null)
  })

  it('ends when its terminal is closed, and is recorded', async () => {
    const shell = world.terminal(name)
    await shell.waitFor(/ready\$ /)
    shell.close()
    await until(async () => (await world.lastSession()).endedAt !== null)
  })
})

const commandLines = (): string[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')]
      } catch {
        return []
      }
    })
