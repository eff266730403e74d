import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ROOT } from './setup.mjs'

const ROOT_USER = 0
const NOBODY = 65_534

describe('set-up on a machine without the system parts', () => {
  let checkout: string
  let programs: string

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'bulkhead-checkout-'))
    programs = join(checkout, 'programs')
    mkdirSync(programs)
    cpSync(join(ROOT, 'scripts'), join(checkout, 'scripts'), { recursive: true })
    cpSync(join(ROOT, 'package-lock.json'), join(checkout, 'package-lock.json'))
  })
  afterEach(() => rmSync(checkout, { recursive: true, force: true }))

  const hasProgram = (name: string, text = 'exit 0'): void =>
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })

  /** Only the programs that a test put there are on the PATH; the user is who the test says. */
  const setUp = (uid = ROOT_USER) => {
    const asUser = `data:text/javascript,process.getuid=()=>${uid}`
    return spawnSync(process.execPath, ['--import', asUser, join(checkout, 'scripts', 'setup.mjs')], {
      env: { PATH: programs, HOME: checkout },
      encoding: 'utf8',
    })
  }

  it('names what is missing and stops, where no package manager is known', () => {
    hasProgram('make')
    const { status, stderr } = setUp()
    expect(status).toBe(1)
    expect(stderr).toContain('bulkhead: missing on this system: ')
    expect(stderr).toContain('gnome-keyring')
    expect(stderr).not.toMatch(/\bmake\b/)
    expect(stderr).toContain('hint: install them; the names are those of Debian')
  })

  it.each([
    ['dnf', 'dnf install -y', 'xorg-x11-server-Xvfb'],
    ['pacman', 'pacman -S --needed --noconfirm', 'xorg-server-xvfb'],
  ])('prints the command of %s and does not run it', (manager, command, name) => {
    hasProgram(manager, 'echo run > "$0.ran"')
    const { status, stderr } = setUp()
    expect(status).toBe(1)
    expect(stderr).toMatch(new RegExp(`hint: run: .*${command} .*${name}`))
    expect(spawnSync('test', ['-e', join(programs, `${manager}.ran`)]).status).toBe(1)
  })

  it('prints one command with sudo for apt, when we are not root', () => {
    hasProgram('apt-get')
    const { status, stderr } = setUp(NOBODY)
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^hint: run: sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends [a-z0-9+. -]+'$/m,
    )
  })

  it('shows the log of apt and stops, when apt fails', () => {
    hasProgram('apt-get', 'echo "E: no mirror answers" >&2; exit 100')
    const { status, stderr, stdout } = setUp()
    expect(status).toBe(1)
    expect(stdout).toContain('bulkhead: reading the package lists …')
    expect(stderr).toContain('E: no mirror answers')
    expect(stderr).toContain('apt-get ended with 100')
  })

  it('says so when apt is content and the parts are still missing', () => {
    hasProgram('apt-get')
    const { status, stderr } = setUp()
    expect(status).toBe(1)
    expect(stderr).toContain('after installing, still missing: ')
  })
})

describe('set-up on a machine that has everything', () => {
  it('does nothing, and says nothing', () => {
    const env = { PATH: process.env.PATH ?? '', HOME: '' }
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'setup.mjs')], {
      env,
      encoding: 'utf8',
    })
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})
