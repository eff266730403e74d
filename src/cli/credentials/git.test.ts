/** The helper as git calls it, and a real git. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../../e2e/canaries.ts'
import { GIT_VECTORS } from '../testing/credential-vectors.ts'
import { type CredentialWorld, forHost, is, openCredentialWorld, secretIn } from '../testing/credential-world.ts'
import { ok } from '../testing/exec-world.ts'
import { openTerminal } from '../testing/open-terminal.ts'
import { type Run, run } from '../testing/run-cli.ts'

const github = newCanary('the GitHub token', 'github_pat_', 82)
const wide = newCanary('a token for all of a server')
const narrow = newCanary('a token for a part of it')
const rival = newCanary('a rival')
const mortal = newCanary('a token that ends')
const foreign = newCanary('a token of another project')

let world: CredentialWorld
beforeAll(async () => {
  world = await openCredentialWorld()
  await world.add('github-web', github, 'GITHUB_TOKEN')
  await world.add('wide', wide, 'WIDE', 'git.example.com', 'two.example.com')
  await world.add('narrow', narrow, 'NARROW', 'git.example.com/acme/web.git', 'only.example.com/acme/**')
  await world.add('rival', rival, 'RIVAL', 'two.example.com')
  await world.add('mortal', mortal, 'MORTAL', 'mortal.example.com')
  world.canaries.push(foreign)
  const elsewhere = ['--domain', 'project:api', '--to', 'foreign.example.com']
  await ok(world.bulkhead(['add', 'foreign', ...elsewhere], { input: foreign.value }))
})
afterAll(() => world.close())

describe('git', () => {
  it.each(GIT_VECTORS)('$name: $expect', async ({ input, expect: expected }) => {
    const { code, stdout, stderr } = await world.askGit(input)
    if (expected === 'answered') {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^username=\S+\npassword=\S+\n$/)
      return
    }
    expect(stdout).toBe('')
    if (expected === 'none') expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    else expect(`${code} ${stderr}`).toMatch(/^1 bulkhead: .+\nhint: .+\n$/)
  })

  it('bytes that are no UTF-8: usage', async () => {
    const input = Buffer.concat([
      Buffer.from('protocol=https\nhost=github.com'),
      Buffer.from([0xff]),
      Buffer.from('\n\n'),
    ])
    expect(await world.askGit(input)).toMatchObject({ code: 1, stdout: '' })
  })

  it('says the code of a refusal when asked for JSON', async () => {
    const answers = await Promise.all(
      ['two.example.com', 'only.example.com'].map((host) =>
        world.credential(['git', 'get', '--json'], { input: forHost(host) }),
      ),
    )
    const codes = answers.map((answer) => (answer.json().error as { code: string }).code)
    expect(codes).toEqual(['not-found', 'destination-refused'])
  })

  it('gets the provider’s user name and the secret, and it is recorded without a path', async () => {
    const run = await world.askGit(forHost('github.com', 'acme/web.git'))
    expect(run.stdout).toMatch(/^username=x-access-token\npassword=/)
    expect(is(secretIn(run), github)).toBe(true)
    const event = world.last()
    expect(event).toMatchObject({
      token: { name: 'github-web' },
      project: 'web',
      decision: 'allowed',
      request: { method: 'git', host: 'github.com' },
    })
    expect(JSON.stringify(event)).not.toContain('acme')
    expect(world.withVault(({ catalog }) => catalog.tokenNamed('github-web')?.lastUsedAt)).toBe(event?.at)
  })

  it('gets the user name that it names itself', async () => {
    const { stdout } = await world.askGit(`protocol=https\nhost=github.com\nusername=ada\n\n`)
    expect(stdout).toMatch(/^username=ada\n/)
  })

  it('gets the narrower of two tokens', async () => {
    expect(is(secretIn(await world.askGit(forHost('git.example.com', 'acme/web.git'))), narrow)).toBe(true)
    expect(is(secretIn(await world.askGit(forHost('git.example.com', 'acme/other.git'))), wide)).toBe(true)
    expect(is(secretIn(await world.askGit(forHost('git.example.com'))), wide)).toBe(true)
  })

  it('gets nothing outside of the project', async () => {
    expect(await world.askGit(forHost('github.com'), { cwd: world.keyring.home })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('gets nothing where a project file was not allowed, or has another mind about where a token goes', async () => {
    const cloned = world.folder('cloned')
    const file = join(cloned, '.bulkhead.toml')
    const write = (to: string): void =>
      writeFileSync(file, `project = "web"\n[env.GITHUB_TOKEN]\ntoken = "github-web"\nto = ["${to}"]\n`, {
        mode: 0o600,
      })
    write('evil.example')
    const untrusted = await world.askGit(forHost('evil.example'), { cwd: cloned })
    expect(untrusted).toMatchObject({ code: 1, stdout: '' })
    expect(world.last()).toMatchObject({ decision: 'refused', code: 'project-untrusted' })

    await ok(world.bulkhead(['allow', cloned, '--yes']))
    expect(await world.askGit(forHost('evil.example'), { cwd: cloned })).toMatchObject({ code: 1, stdout: '' })
    expect(world.last()).toMatchObject({ decision: 'refused', code: 'destination-refused' })
    expect(await world.askGit(forHost('github.com'), { cwd: cloned })).toMatchObject({ code: 0, stdout: '' })

    write('github.com/acme/**')
    await ok(world.bulkhead(['allow', cloned, '--yes']))
    expect((await world.askGit(forHost('github.com', 'other/x.git'), { cwd: cloned })).stdout).toBe('')
    expect(is(secretIn(await world.askGit(forHost('github.com', 'acme/x.git'), { cwd: cloned })), github)).toBe(true)
  })

  it('gets no token that is quarantined or has expired, and that is recorded', async () => {
    const ask = (): Promise<Run> => world.askGit(forHost('mortal.example.com'))
    expect(is(secretIn(await ask()), mortal)).toBe(true)

    await ok(world.bulkhead(['quarantine', 'mortal']))
    expect(await ask()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('mortal is quarantined') })
    expect(world.last()).toMatchObject({ decision: 'refused', code: 'token-quarantined' })
    await ok(world.bulkhead(['release', 'mortal']))

    endMortal()
    expect(await ask()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('mortal expired') })
    expect(world.last()).toMatchObject({ decision: 'refused', code: 'token-expired' })
  })

  /** No command takes an end in the past. */
  const endMortal = (): void =>
    world.withVault(({ catalog }) => {
      const row = catalog.tokenNamed('mortal')
      const event = world.events().at(-1)
      if (row === null || event === undefined) throw new Error('there is a token and an event')
      const { seq: _, ...entry } = event
      catalog.update({ ...row, expiresAt: '2020-01-01T00:00:00.000Z' }, { ...entry, action: 'edit' })
    })

  it('stores nothing, and says nothing', async () => {
    const typed = newCanary('what a user typed')
    const input = `${forHost('github.com').trimEnd()}\nusername=ada\npassword=${typed.value}\n\n`
    const before = world.events().length
    for (const action of ['store', 'erase', 'something-new']) {
      expect(await world.credential(['git', action], { input })).toMatchObject({ code: 0, stdout: '', stderr: '' })
    }
    expect(world.events().length).toBe(before)
    assertNoCanaryInFiles([typed], join(world.keyring.home, 'bulkhead'))
  })

  it('has it recorded when a server refused the token', async () => {
    const input = `${forHost('github.com').trimEnd()}\nusername=x-access-token\npassword=${github.value}\n\n`
    expect(await world.credential(['git', 'erase'], { input })).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(world.last()).toMatchObject({ token: { name: 'github-web' }, decision: null, request: { status: 401 } })
    expect(is(secretIn(await world.askGit(forHost('github.com'))), github)).toBe(true)
  })

  it('that is real fills in a credential from here, and in another folder does not', async () => {
    const home = world.folder('git-home')
    const env = { ...world.keyring.env, HOME: home, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' }
    const helper = `!'${process.execPath}' '${world.cli}' credential git`
    const fill = (cwd: string): Promise<Run> =>
      run('git', ['-c', 'credential.helper=', '-c', `credential.helper=${helper}`, 'credential', 'fill'], {
        input: forHost('github.com'),
        cwd,
        env,
      })
    const inside = await fill(world.web)
    expect({ code: inside.code, stderr: inside.stderr }).toEqual({ code: 0, stderr: '' })
    expect(is(secretIn(inside), github)).toBe(true)
    expect(await fill(home)).toMatchObject({ code: 128, stdout: '' })
  })

  it('gets nothing on a terminal', async () => {
    const terminal = openTerminal([process.execPath, world.cli, 'credential', 'git', 'get'], {
      env: world.keyring.env,
      cwd: world.web,
    })
    terminal.type(forHost('github.com'))
    await terminal.waitFor(/show a secret on this terminal/)
    expect(await terminal.ended).toBe(1)
    assertNoCanary(world.canaries, 'the terminal', terminal.shown())
  })
})
