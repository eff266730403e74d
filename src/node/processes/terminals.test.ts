import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../../e2e/until.ts'
import { openTerminal } from './open-terminal.ts'
import { TERMINALS, terminalCommands } from './terminals.ts'

const COMMAND = ['/opt/node', '/opt/bulkhead.js', 'shell', '--project', '/home/u/my $(touch x); "web"']

describe('the table of terminals', () => {
  it('names each terminal once', () => {
    const names = TERMINALS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(TERMINALS.filter(({ platform }) => platform !== 'win32'))(
    'gives $name the command as it is, part by part, at the end of its arguments',
    ({ args }) => {
      expect(args(COMMAND, '/').slice(-COMMAND.length)).toEqual(COMMAND)
    },
  )

  it('escapes for Windows Terminal the semicolons at which it would split', () => {
    const args = terminalCommands(['node', 'a;b'], 'C:\\x;y', 'win32', undefined)[0]?.args
    expect(args).toEqual(['new-tab', '--startingDirectory', 'C:\\x\\;y', '--', 'node', 'a\\;b'])
  })

  it("asks the desktop first, then the user's own choice, then the rest", () => {
    const names = terminalCommands(COMMAND, '/', 'linux', '/usr/bin/foot').map(({ program }) => program)
    expect(names.slice(0, 3)).toEqual(['xdg-terminal-exec', '/usr/bin/foot', 'x-terminal-emulator'])
  })

  it('runs a chosen terminal as the table says, and an unknown one with -e', () => {
    const chosen = (terminal: string) =>
      terminalCommands(['sh'], '/', 'linux', terminal).find(({ program }) => program === terminal)?.args
    expect(chosen('gnome-terminal')).toEqual(['--', 'sh'])
    expect(chosen('/opt/kitty')).toEqual(['sh'])
    expect(chosen('rio')).toEqual(['-e', 'sh'])
  })

  it('never offers the terminals of another system', () => {
    expect(terminalCommands(COMMAND, '/', 'darwin', 'xterm').map(({ program }) => program)).toEqual([
      'osascript',
      'osascript',
    ])
  })
})

describe.skipIf(process.platform !== 'linux')('opening a terminal', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkhead-terminal-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const script = async (name: string, body: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
    return path
  }
  const written = async (name: string): Promise<string> => {
    let text = ''
    await until(
      async () => {
        text = await readFile(join(folder, name), 'utf8').catch(() => '')
        return text.endsWith('\n')
      },
      () => `${name} was not written`,
    )
    return text
  }
  /** All of the scripts end, so that none has to be taken for one that stays. */
  const opened = (env: Record<string, string>): Promise<string> => openTerminal(COMMAND, folder, env, 60_000)

  it('says so when there is none', async () => {
    await expect(opened({ PATH: folder })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('does not take a program from a relative entry of the PATH', async () => {
    await script('xterm', 'exit 0')
    await expect(opened({ PATH: '.::' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('hands $TERMINAL the command part by part, in the folder', async () => {
    const terminal = await script('mine', 'for part; do printf "%s\\n" "$part"; done > seen.txt')
    const name = await opened({ PATH: '/usr/bin:/bin', TERMINAL: terminal })
    expect(name).toBe('mine')
    expect(await written('seen.txt')).toBe(`${['-e', ...COMMAND].join('\n')}\n`)
  })

  it('goes on to the next when the first cannot start', async () => {
    const broken = await script('broken', 'exit 1')
    await script('xterm', 'exit 0')
    expect(await opened({ PATH: folder, TERMINAL: broken })).toBe('xterm')
  })

  it('takes one that stays', async () => {
    await script('xterm', 'echo $$ > pid; exec /bin/sleep 60')
    expect(await openTerminal(COMMAND, folder, { PATH: folder }, 1)).toBe('xterm')
    process.kill(Number(await written('pid')), 'SIGKILL')
  })

  it('tells when none of them starts', async () => {
    await script('xterm', 'exit 1')
    await expect(opened({ PATH: folder })).rejects.toMatchObject({ message: 'no terminal could be started' })
  })
})
