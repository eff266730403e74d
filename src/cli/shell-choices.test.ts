/** Scoped shells as people have them: any shell, their own prompts and start-up files; and what is no choice. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask, openShellWorld, pathOf, type ShellWorld } from './testing/shell-world.ts'

let world: ShellWorld
beforeAll(async () => {
  world = await openShellWorld()
})
afterEach(() => world.closeTerminals())
afterAll(() => world.close())

describe('a scoped shell', () => {
  it('leaves an interrupt to the shell', async () => {
    const shell = world.terminal('bash')
    await shell.waitFor(/ready\$ /)
    shell.type('sleep 30\n')
    await sleep(300)
    shell.type('\x03')
    await shell.waitFor(/ready\$ /)
    expect(await ask(shell, 'echo alive')).toBe('alive')
  })

  it('works in any other shell, with a plain prompt', async () => {
    const shell = world.terminal('/bin/dash')
    await shell.waitFor(/\(web\) \$ /)
    expect(await ask(shell, 'printenv WEB_TOKEN')).toSatisfy((text) => text === world.web.value)
  })

  it('keeps the user’s own ZDOTDIR', async () => {
    const dots = join(world.keyring.home, 'dots')
    mkdirSync(dots, { recursive: true })
    writeFileSync(join(dots, '.zshrc'), "PROMPT='dots$ '\n")
    const shell = world.terminalIn({ SHELL: pathOf('zsh'), ZDOTDIR: dots })
    await shell.waitFor(/\(web\) dots\$ /)
    expect(await ask(shell, 'echo $ZDOTDIR')).toBe(dots)
  })

  it('keeps the user’s PROMPT_COMMAND, as a text and as a list', async () => {
    const home = join(world.keyring.home, 'prompts')
    mkdirSync(home, { recursive: true })
    for (const [index, line] of [`PROMPT_COMMAND='PS1="made$ "; '`, `PROMPT_COMMAND=('PS1="made$ "')`].entries()) {
      writeFileSync(join(home, '.bashrc'), `${line}\n`)
      const shell = world.terminalIn({ SHELL: pathOf('bash'), HOME: home })
      await shell.waitFor(/\(web\) made\$ /)
      shell.type(`echo "round"-${index}\n`)
      await shell.waitFor(/round-\d\n\(web\) made\$ /)
    }
  })

  it.each([
    [['--for', '0s'], 'usage'],
    [['--for', 'soon'], 'usage'],
    [['--for', '8d'], 'usage'],
    [['--strict'], 'usage'],
    [['--bogus'], 'usage'],
    [['--project', '/nowhere/at/all'], 'not-found'],
  ])('answers %j with 125 and %s', async (args, code) => {
    const done = await world.bulkhead(['shell', '--json', ...args], { cwd: world.folder })
    expect(done.code).toBe(125)
    expect(done.json()).toMatchObject({ error: { code } })
  })

  it.each([
    ['/nowhere/bash', 127],
    ['/etc/passwd', 126],
    ['/tmp', 126],
  ])('gives the code of a start that failed when SHELL is %s: %i', async (SHELL, exit) => {
    expect((await world.bulkhead(['shell'], { cwd: world.folder, env: { SHELL } })).code).toBe(exit)
    expect((await world.lastSession()).endedAt).not.toBeNull()
  })

  it('says in a folder without a project that it gets no token', async () => {
    const nothing = join(world.keyring.home, 'nothing')
    mkdirSync(nothing, { recursive: true })
    const done = await world.bulkhead(['shell'], { cwd: nothing, env: { SHELL: '/bin/sh' }, input: 'exit 0' })
    expect(done).toMatchObject({ code: 0 })
    expect(done.stderr).toMatch(/no token/)
  })
})
