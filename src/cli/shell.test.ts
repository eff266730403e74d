/** `bulkhead shell` with real shells on real terminals: what is in them, and how they look. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInCommandLines, assertNoCanaryInFiles } from '../../e2e/canaries.ts'
import { run } from './testing/run-cli.ts'
import { ask, openShellWorld, pathOf, SHELLS, type Shell, type ShellWorld } from './testing/shell-world.ts'

let world: ShellWorld
beforeAll(async () => {
  world = await openShellWorld()
})
afterEach(() => world.closeTerminals())
afterAll(() => world.close())

describe.each(SHELLS)('a scoped %s', (name: Shell) => {
  const status = name === 'fish' ? '$status' : '$?'

  it('has the project’s tokens, whatever the user’s own start-up files export, and no other’s', async () => {
    const shell = world.terminal(name)
    await shell.waitFor(/\(web\) ready\$ /)
    expect(await ask(shell, 'printenv WEB_TOKEN SHORT')).toSatisfy((text) => text === `${world.web.value}\ns3cret`)
    expect(await ask(shell, 'printenv LEFT; printenv API_TOKEN')).toBe('')
    expect(await ask(shell, 'echo $MY_SETTING')).toBe('mine')
    expect(shell.shown()).toMatch(/bulkhead: LEFT is taken out: it holds api/)
    assertNoCanaryInCommandLines([world.web, world.api])
  })

  it('leaves of ours in its environment only the session, the project and the names of its variables', async () => {
    const shell = world.terminal(name, '--for', '1h')
    await shell.waitFor(/ready\$ /)
    const names = (await ask(shell, 'env | grep -o "^BULKHEAD_[A-Z_]*" | sort')).split('\n')
    const given = names.filter((one) => one !== 'BULKHEAD_HOME')
    expect(given).toEqual(['BULKHEAD_PROJECT', 'BULKHEAD_SESSION', 'BULKHEAD_VARIABLES'])
    expect(await ask(shell, 'echo $BULKHEAD_SESSION')).toBe((await world.lastSession()).id)
    expect(await ask(shell, 'printenv ZDOTDIR XDG_DATA_DIRS')).toBe('')
  })

  it('shows the project and the time that is left in the user’s own prompt, and leaves the last status alone', async () => {
    const shell = world.terminal(name, '--for', '2h')
    await shell.waitFor(/\(web (?:2h0m|1h59m)\) ready\$ /)
    shell.type('false\n')
    await shell.waitFor(/\(web (?:2h0m|1h59m)\) ready\$ /)
    expect(await ask(shell, 'true')).toBe('')
    shell.type(`false\n`)
    await shell.waitFor(/ready\$ /)
    shell.type(`echo "status"=${status}\n`)
    await shell.waitFor(/status=1\n/)
    await shell.waitFor(/\(web (?:2h0m|1h59m)\) ready\$ /)
    expect(shell.shown()).not.toMatch(/\(web (?:2h0m|1h59m)\) \(web/)
  })

  it('prints no secret when its start-up is traced', async () => {
    const traced: Record<Shell, Record<string, string>> = {
      bash: { SHELLOPTS: 'xtrace', SHELL: pathOf('bash') },
      // zsh takes no options from its environment.
      zsh: { SHELL: join(world.keyring.home, 'zsh') },
      fish: { fish_trace: '1', SHELL: pathOf('fish') },
    }
    writeFileSync(join(world.keyring.home, 'zsh'), `#!/bin/sh\nexec ${pathOf('zsh')} -x "$@"\n`, { mode: 0o755 })
    const shell = world.terminalIn({ ...traced[name] })
    await shell.waitFor(/MY_SETTING/)
    await shell.waitFor(/\(web\) ready\$ /)
    expect(await ask(shell, 'printenv WEB_TOKEN | wc -c')).toContain(String(world.web.value.length + 1))
    assertNoCanary([world.web], 'its trace', shell.shown())
  })

  it('refuses a shell of another project in it, runs one of its own, and exec of both', async () => {
    const shell = world.terminal(name)
    await shell.waitFor(/ready\$ /)
    const again = `${process.execPath} ${world.cli}`
    expect(await ask(shell, `cd ../api; ${again} shell --json; echo "code "${status}`)).toMatch(
      /"code":"inside-session"[\s\S]*code 125/,
    )
    expect(await ask(shell, `${again} exec -- printenv API_TOKEN WEB_TOKEN SHORT`)).toSatisfy(
      (text: string) => text.endsWith(world.api.value) && !text.includes(world.web.value) && !text.includes('s3cret'),
    )
    shell.type(`cd ../web; ${again} shell\n`)
    await shell.waitFor(/a shell of web[\s\S]*\(web\) ready\$ /)
    shell.type('exit 0\n')
    await shell.waitFor(/has ended[\s\S]*ready\$ /)
  })

  it('reads commands from a pipe, too', async () => {
    // A pipe of a shell's: what Node gives a child is a socket, and fish takes that for a folder.
    const line = `printf 'printenv WEB_TOKEN\\nexit 5\\n' | "$NODE" "$CLI" shell`
    const env = { ...world.keyring.env, SHELL: pathOf(name), NODE: process.execPath, CLI: world.cli }
    const done = await run('/bin/bash', ['-c', line], { input: '', cwd: world.folder, env })
    expect(done.code).toBe(5)
    expect(done.stdout.trim()).toSatisfy((text) => text === world.web.value)
  })

  it('leaves no trace of its secrets on the disk', async () => {
    const shell = world.terminal(name)
    await shell.waitFor(/ready\$ /)
    await ask(shell, 'echo hello')
    shell.type('exit\n')
    await shell.ended
    for (const path of readdirSync(world.keyring.home).filter((one) => one !== 'data' && one !== 'run')) {
      assertNoCanaryInFiles([world.web], join(world.keyring.home, path))
    }
  })
})
