import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
    for (const _ of Array.from({ length: 100 })) {
      const text = await readFile(join(folder, name), 'utf8').catch(() => '')
      if (text.endsWith('\n')) return text
      await sleep(50)
    }
    throw new Error(`${name} was not written`)
  }

  it('says so when there is none', async () => {
    await expect(openTerminal(COMMAND, folder, { PATH: folder })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('does not take a program from a relative entry of the PATH', async () => {
    await script('xterm', 'exit 0')
    await expect(openTerminal(COMMAND, folder, { PATH: '.::' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('hands $TERMINAL the command part by part, in the folder', async () => {
    const terminal = await script('mine', 'for part; do printf "%s\\n" "$part"; done > seen.txt')
    const name = await openTerminal(COMMAND, folder, { PATH: '/usr/bin:/bin', TERMINAL: terminal })
    expect(name).toBe('mine')
    expect(await written('seen.txt')).toBe(`${['-e', ...COMMAND].join('\n')}\n`)
  })

  it('goes on to the next when the first cannot start', async () => {
    const broken = await script('broken', 'exit 1')
    await script('xterm', 'exec /bin/sleep 1')
    expect(await openTerminal(COMMAND, folder, { PATH: folder, TERMINAL: broken })).toBe('xterm')
  })

  it('tells when none of them starts', async () => {
    await script('xterm', 'exit 1')
    const opening = openTerminal(COMMAND, folder, { PATH: folder })
    await expect(opening).rejects.toMatchObject({ message: 'no terminal could be started' })
  })
})
