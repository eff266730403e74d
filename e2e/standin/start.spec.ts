import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, FIXTURE_MAIN, launchFixture, STANDIN_COMMAND, seenBy, standinEnv, test } from './launch-fixture.ts'

const FOLDER = join(tmpdir(), `electron-standin-${userInfo().uid}`)

function chromiumsOf(profile: string): string[] {
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false
    try {
      return readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`)
    } catch {
      return false
    }
  })
}

const profilesOf = (pid: number): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.startsWith('chromium-'))
    .map((name) => join(FOLDER, name))
    .filter((folder) => readFileSync(join(folder, 'owner.json'), 'utf8').includes(`"${pid}:`))

test.describe('the stand-in', () => {
  test('refuses to start without BULKHEAD_HOME', ({ home }) => {
    const { BULKHEAD_HOME: _, ...env } = standinEnv(home)
    const { status, stderr } = spawnSync(STANDIN_COMMAND, [FIXTURE_MAIN], { env, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('must not touch your real vault')
    expect(stderr).toContain('BULKHEAD_HOME')
  })

  test('refuses to start without a display', ({ home }) => {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = standinEnv(home)
    const { status, stderr } = spawnSync(STANDIN_COMMAND, [FIXTURE_MAIN], { env, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('Unable to open X display')
  })

  test('says which app is missing', ({ home }) => {
    const { status, stderr } = spawnSync(STANDIN_COMMAND, ['/nowhere/app'], { env: standinEnv(home), encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toContain('there is no app at /nowhere/app')
  })

  test('says that it is not Electron, with the Node of the repository whatever PATH has', async ({ home }) => {
    const env = { ...standinEnv(home), PATH: '/usr/local/bin:/usr/bin:/bin' }
    const child = spawn(STANDIN_COMMAND, [FIXTURE_MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    const stderr = await new Promise<string>((resolve) => child.stderr.once('data', (text) => resolve(String(text))))
    child.kill('SIGTERM')
    expect(stderr).toContain('this is not Electron but its stand-in')
    await new Promise((resolve) => child.once('exit', resolve))
  })

  test('leaves neither Chromium nor its profile behind', async ({ home }) => {
    const { app } = await launchFixture(home)
    const pid = app.process().pid ?? 0
    const [profile = ''] = profilesOf(pid)
    expect(chromiumsOf(profile).length).toBeGreaterThan(0)
    await app.close()
    await expect.poll(() => chromiumsOf(profile)).toEqual([])
    expect(existsSync(profile)).toBe(false)
  })

  test('takes Chromium with it when it is killed, and a later start sweeps the profile', async ({ home }) => {
    const { app } = await launchFixture(home)
    const pid = app.process().pid ?? 0
    const [profile = ''] = profilesOf(pid)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => chromiumsOf(profile)).toEqual([])
    expect(existsSync(profile)).toBe(true)
    const { app: next } = await launchFixture(home)
    expect(existsSync(profile)).toBe(false)
    await next.close()
  })

  test('lets one instance run per home and tells it about a second', async ({ home }) => {
    const { app } = await launchFixture(home)
    const { status } = spawnSync(STANDIN_COMMAND, [FIXTURE_MAIN, 'bulkhead-second'], {
      env: standinEnv(home),
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    await expect
      .poll(async () => (await seenBy(app)).second)
      .toEqual([{ last: 'bulkhead-second', data: { from: 'bulkhead-second' } }])
    await app.close()
  })

  test('takes over the lock of an instance that was killed', async ({ home }) => {
    const { app } = await launchFixture(home)
    process.kill(app.process().pid ?? 0, 'SIGKILL')
    const { app: next } = await launchFixture(home)
    expect(await next.evaluate((electron) => electron.app.hasSingleInstanceLock())).toBe(true)
    await next.close()
  })
})
