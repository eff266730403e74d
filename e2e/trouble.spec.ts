import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openApp, openDesk } from './app.ts'
import { assertNoCanaryInFiles, newCanary } from './canaries.ts'
import { lockKeyring, unlockKeyring } from './keyring.ts'

test.describe.configure({ timeout: 120_000 })

const secret = newCanary('a GitHub token', 'github_pat_', 82)

test('a locked keychain is said, the list still shows, and nothing is taken for missing', async () => {
  await using desk = await openDesk()
  await desk.cli(['add', 'github-web', '--domain', 'project:web'], secret.value)
  await lockKeyring(desk.env)
  await using app = await openApp(desk)
  const { page } = app

  await expect(page.getByRole('alert')).toContainText('keychain is locked')
  await page.getByRole('button', { name: /^Tokens/ }).click()
  await page.getByRole('option', { name: /github-web/ }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'locked' })).toBeVisible()

  await unlockKeyring(desk.env)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a machine without a Secret Service is said, with what to do', async () => {
  await using desk = await openDesk({ service: 'none' })
  await using app = await openApp(desk)
  await expect(app.page.getByRole('alert')).toContainText('keychain service is running')
  await expect(app.page.getByRole('alert')).toContainText('bulkhead init --store sealed')
})

test('a sealed store is opened with its passphrase, and not with another', async () => {
  await using desk = await openDesk({ service: 'no-bus' })
  const passphrase = newCanary('a passphrase', '', 30)
  const file = join(desk.home, 'passphrase')
  await writeFile(file, passphrase.value, { mode: 0o600 })
  await desk.cliWith(file, ['init', '--store', 'sealed'])
  await desk.cliWith(file, ['add', 'github-web', '--domain', 'project:web'], secret.value)
  await using app = await openApp(desk)
  const { page } = app
  const unlock = async (text: string): Promise<void> => {
    await page.getByLabel('Passphrase').fill(text)
    await page.getByRole('button', { name: 'Unlock' }).click()
  }

  await expect(page.getByRole('alert')).toContainText('waits for its passphrase')
  await unlock('not the one')
  await expect(page.getByText('The passphrase is wrong', { exact: false })).toBeVisible()
  // What is wrong is said beside what to do, and takes no room from it.
  await page.setViewportSize({ width: 900, height: 600 })
  expect((await page.getByRole('alert').boundingBox())?.height).toBeLessThan(120)
  await unlock(passphrase.value)
  // The passphrase is stretched on purpose, which takes its time on a busy machine.
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 30_000 })
  const [token] = JSON.parse(await desk.cli(['list', '--json'])).tokens
  expect(await page.evaluate((id) => window.bulkhead.call('tokens:copy', { id }), token.id)).toMatchObject({ ok: true })
  assertNoCanaryInFiles([passphrase, secret], join(desk.home, 'bulkhead'))
})

test('a damaged catalog is said, and is not touched', async () => {
  await using desk = await openDesk()
  await desk.cli(['add', 'github-web', '--domain', 'project:web'], secret.value)
  const path = join(desk.home, 'bulkhead', 'data', 'catalog.db')
  const damaged = Buffer.from('this is no database, but something else entirely\n'.repeat(200))
  await writeFile(path, damaged)
  await using app = await openApp(desk)
  await expect(app.page.getByRole('alert')).toContainText('bulkhead doctor')
  const answer = await app.page.evaluate(() => window.bulkhead.call('tokens:list', {}))
  expect(answer).toMatchObject({ ok: false, error: { code: 'catalog-corrupt' } })
  expect(await readFile(path)).toEqual(damaged)
})

test('a copied secret is taken back when the screen is locked', async () => {
  await using desk = await openDesk()
  const added = JSON.parse(await desk.cli(['add', 'github-web', '--domain', 'project:web', '--json'], secret.value))
  await using app = await openApp(desk)
  const copied = () =>
    app.electron.evaluate(async ({ clipboard }, value) => (await clipboard.readText()) === value, secret.value)
  await app.page.evaluate((id) => window.bulkhead.call('tokens:copy', { id }), added.token.id as string)
  await expect.poll(copied).toBe(true)
  await app.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect.poll(copied).toBe(false)
})

test('the window answers while the keychain process is killed under a call, and the next call works', async () => {
  await using desk = await openDesk()
  const added = JSON.parse(await desk.cli(['add', 'github-web', '--domain', 'project:web', '--json'], secret.value))
  await using app = await openApp(desk)
  const copy = () => app.page.evaluate((id) => window.bulkhead.call('tokens:copy', { id }), added.token.id as string)

  expect(await copy()).toMatchObject({ ok: true })
  const killed = await app.electron.evaluate(async ({ app: electronApp }) => {
    const { execFileSync } = process.getBuiltinModule('node:child_process')
    const children = execFileSync('pgrep', ['-f', 'keychain-process.js', '-P', String(process.pid)], {
      encoding: 'utf8',
    })
    for (const pid of children.trim().split('\n')) process.kill(Number(pid), 'SIGKILL')
    return electronApp.isReady()
  })
  expect(killed).toBe(true)
  await expect.poll(async () => (await copy()).ok).toBe(true)
})

declare const window: { readonly bulkhead: import('../src/contract/bridge.ts').Bridge }
