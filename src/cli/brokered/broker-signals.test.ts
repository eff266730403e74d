/**
 * Signals to `exec --broker` and its command, on a real terminal: what a terminal sends to everything in front arrives at the
 * command once, and what is sent to one process alone means the command.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until as holdsAtLast } from '../../../e2e/until.ts'
import { type ExecWorld, ok, openExecWorld } from '../testing/exec-world.ts'
import { openTerminal, type Terminal } from '../testing/open-terminal.ts'

let world: ExecWorld
let terminal: Terminal
beforeAll(async () => {
  world = await openExecWorld()
  // Says each signal it gets and lives on; `end` in its file ends it.
  world.script('counts', COUNTS)
  world.script('brokered', `#!/bin/sh\nexec "${process.execPath}" "${world.cli}" exec --broker -- "$@"\n`)
})
afterAll(() => world.close())
afterEach(() => terminal.close())

const COUNTS = `#!/bin/bash
trap 'echo "got I""NT"' INT
trap 'echo "got Q""UIT"' QUIT
trap 'echo "got T""ERM"; exit 9' TERM
trap 'echo hup >> "$1"; exit 8' HUP
echo "pid=$$ broker=$PPID"
while [ ! -e "$1.end" ]; do sleep 0.05; done
echo "en""ded"
exit 7
`

let runs = 0

/** An interactive shell with job control. */
function openShell(): void {
  terminal = openTerminal(['/bin/bash', '--norc', '-i'], {
    env: { ...world.keyring.env, PS1: '> ', PATH: `${world.bin}:${process.env.PATH}` },
    cwd: world.folder,
  })
}

/** A brokered session in a shell; `more` is put behind its command. */
async function inFront(more = ''): Promise<{ pid: number; broker: number; file: string }> {
  openShell()
  const file = join(world.keyring.home, `signals-${++runs}`)
  writeFileSync(file, '')
  terminal.type(`brokered counts '${file}' ${more}; echo "code:$?"\r`)
  const shown = await terminal.waitFor(/pid=(\d+) broker=(\d+)/)
  const [, pid, broker] = /pid=(\d+) broker=(\d+)/.exec(shown) ?? []
  return { pid: Number(pid), broker: Number(broker), file }
}

/** One letter, as `ps` gives it: T for stopped; empty when there is no such process. */
function stateOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

const until = (holds: () => boolean): Promise<void> =>
  holdsAtLast(holds, () => `it never came true; the terminal shows:\n${terminal.shown().slice(-800)}`)

const times = (text: string): number => terminal.shown().split(text).length - 1

const end = (file: string): void => writeFileSync(`${file}.end`, '')

describe.each([
  ['with the terminal as its input', ''],
  ['with its input from elsewhere', '</dev/null'],
  ['with its output in a pipe', "2>&1 | (trap '' INT QUIT; cat)"],
])('a brokered command in front, %s', (_name, more) => {
  it.each([
    ['Ctrl-C', '\x03', 'got INT'],
    ['Ctrl-\\', '\x1c', 'got QUIT'],
  ])('gets %s once each time, and its session goes on', async (_key, typed, said) => {
    const { file } = await inFront(more)
    for (const time of [1, 2]) {
      terminal.type(typed)
      await terminal.waitFor(new RegExp(said))
      // A second one would have come by now.
      await sleep(300)
      expect(times(said)).toBe(time)
    }
    end(file)
    await terminal.waitFor(/ended/)
    await terminal.waitFor(more.includes('|') ? /code:0/ : /code:7/)
  })

  it('stops with Ctrl-Z as one job, and goes on with fg', async () => {
    const { pid, broker, file } = await inFront(more)
    terminal.type('\x1a')
    await terminal.waitFor(/Stopped/)
    await until(() => stateOf(pid) === 'T' && stateOf(broker) === 'T')
    terminal.type('echo "shell ""here"; fg\r')
    await terminal.waitFor(/shell here/)
    await until(() => stateOf(pid) !== 'T' && stateOf(broker) !== 'T')
    end(file)
    await terminal.waitFor(/ended/)
    // The broker still records the end when the command has said its last.
    await until(() => stateOf(pid) === '' && stateOf(broker) === '')
  })
})

describe('a brokered command', () => {
  it('that the terminal’s window is closed on is hung up on, and its session has ended', async () => {
    const { pid, broker, file } = await inFront()
    terminal.close()
    await until(() => stateOf(pid) === '' && stateOf(broker) === '')
    // The kernel tells the group in front, and the shell each of its jobs; one of them may come too late.
    expect(readFileSync(file, 'utf8')).toMatch(/^(hup\n){1,2}$/)
    const { sessions } = (await ok(world.bulkhead(['sessions', '--json']))).json() as unknown as {
      sessions: readonly { state: string; brokered: boolean }[]
    }
    expect(sessions.at(-1)).toMatchObject({ brokered: true, state: 'ended' })
  })

  it.each([
    ['SIGTERM', 'got TERM', 9],
    ['SIGINT', 'got INT', 7],
  ] as const)('in the background gets a %s that is sent to its broker alone, once', async (signal, said, code) => {
    const { broker, file } = await inFront('& wait $!')
    process.kill(broker, signal)
    await terminal.waitFor(new RegExp(said))
    await sleep(300)
    expect(times(said)).toBe(1)
    end(file)
    await terminal.waitFor(new RegExp(`code:${code}`))
  })

  it('that ends of Ctrl-C ends the session with 130', async () => {
    openShell()
    terminal.type('brokered sh -c \'echo "rea""dy"; exec sleep 60\'; echo "code:$?"\r')
    await terminal.waitFor(/ready/)
    terminal.type('\x03')
    await terminal.waitFor(/code:130/)
  })
})
