import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Environment, isKeyringLocked, lockKeyring, openKeyring, unlockKeyring, withKeyring } from './keyring.ts'
import { until } from './until.ts'

const store = (env: Environment, value: string) =>
  execFileSync('secret-tool', ['store', '--label', 'sample', 'name', 'sample'], { env, input: value })
const lookUp = (env: Environment) =>
  spawnSync('secret-tool', ['lookup', 'name', 'sample'], { env, encoding: 'utf8', timeout: 60_000 })

/** The processes whose environment names this home. */
const processesIn = (home: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(home)
    } catch {
      return false
    }
  })

describe('the throwaway keyring', () => {
  it('has no Secret Service when asked for none, and starts none', async () => {
    await withKeyring(async ({ env }) => expect(lookUp(env).stderr).toContain('not provided'), { service: 'none' })
  })

  it('has no bus when asked for none', async () => {
    await withKeyring(async ({ env }) => expect(lookUp(env).stderr).toContain('Could not connect'), {
      service: 'no-bus',
    })
  })

  it('keeps a value, is locked and unlocked', async () => {
    await withKeyring(async ({ env }) => {
      store(env, 'worthless')
      await lockKeyring(env)
      expect(await isKeyringLocked(env)).toBe(true)
      await unlockKeyring(env)
      expect(await isKeyringLocked(env)).toBe(false)
      expect(lookUp(env).stdout).toBe('worthless')
    })
  })

  it('is not shared with a second one', async () => {
    await using one = await openKeyring()
    await using two = await openKeyring()
    store(one.env, 'worthless')
    expect(lookUp(two.env).stdout).toBe('')
  })

  it('leaves no folder and no process behind, also after a throw', async () => {
    let home = ''
    const failing = withKeyring(async (keyring) => {
      home = keyring.home
      expect(processesIn(home).length).toBeGreaterThanOrEqual(2)
      throw new Error('the test failed')
    })
    await expect(failing).rejects.toThrow('the test failed')
    expect(existsSync(home)).toBe(false)
    expect(processesIn(home)).toEqual([])
  })

  it('dies with a process that is killed', async () => {
    const module = fileURLToPath(new URL('./keyring.ts', import.meta.url))
    const program = `const { openKeyring } = await import(${JSON.stringify(module)})
      console.log((await openKeyring()).home); setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(owner.stdout, 'data')
    const home = String(line).trim()
    expect(processesIn(home).length).toBeGreaterThanOrEqual(2)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    await until(
      () => processesIn(home).length === 0,
      () => `they live on: ${processesIn(home)}`,
    )
    execFileSync('rm', ['-rf', home])
  })
})
