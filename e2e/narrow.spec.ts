import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import axe from 'axe-core'
import { pypiOf } from '../src/core/identify/testing/sample-secret.ts'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import { assertNoCanary, assertNoCanaryInFiles, type Canary } from './canaries.ts'

const account: Canary = { label: 'the PyPI token of an account', value: pypiOf([], 'pypi.org') }

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.describe('a narrower token, made in the window', () => {
  let desk: Desk
  let app: App

  test.beforeAll(async () => {
    desk = await openDesk()
    await desk.cli(['add', 'pypi', '--domain', 'project:acme-web'], account.value)
    app = await openApp(desk)
    await app.page.keyboard.press('Control+2')
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
  })

  const press = (key: string): Promise<void> => app.page.keyboard.press(key)
  const title = () => app.page.locator('#detail-title')
  const sheet = () => app.page.getByRole('dialog', { name: 'Make a narrower pypi' })
  const narrower = () => app.page.getByRole('option', { name: /pypi-acme-web/ })
  const openSheet = async (): Promise<void> => {
    await app.page.getByRole('button', { name: 'Make a narrower one…' }).first().focus()
    await press('Enter')
    await expect(sheet()).toBeVisible()
  }

  test('is what a god-level one leads to, and not a page of its provider', async () => {
    await app.page.getByRole('option', { name: /pypi/ }).click()
    await openSheet()
    await expect(sheet().getByLabel('Projects')).toHaveValue('acme-web')
    await expect(sheet().getByLabel('Expires')).toHaveValue('90d')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is asked for in a sheet that breaks no rule of axe when ${colorScheme}`, async () => {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await app.page.evaluate(axe.source)
      const broken = await app.page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
        return violations.map(({ id }) => id)
      })
      expect(broken).toEqual([])
    })
  }

  test('is refused where nothing would be less, and the field says why', async () => {
    await sheet().getByLabel('Projects').fill('repository:web')
    await sheet().getByRole('button', { name: 'Make the narrower one' }).click()
    await expect(sheet().getByText('A PyPI token is narrowed to projects by name', { exact: false })).toBeVisible()
    await expect(sheet().getByLabel('Projects')).toBeFocused()
    expect(JSON.parse(await desk.cli(['list', '--json'])).tokens).toHaveLength(1)
  })

  test('is made by keys alone, is scoped, and has the focus in the list', async () => {
    await sheet().getByLabel('Projects').fill('acme-web')
    await sheet().getByRole('button', { name: 'Make the narrower one' }).focus()
    await press('Enter')
    await expect(sheet()).toBeHidden()
    await expect(title()).toHaveText('pypi-acme-web')
    await expect(app.page.getByRole('listbox', { name: 'Tokens' })).toBeFocused()
    await expect(narrower()).toHaveAttribute('aria-selected', 'true')
    await expect(narrower()).toContainText('Scoped')
    const { token } = JSON.parse(await desk.cli(['show', 'pypi-acme-web', '--json']))
    expect(token.reach.resources).toEqual([{ kind: 'project', name: 'acme-web' }])
    expect(token.expiresAt).not.toBeNull()
  })

  test('leaves the old one as it was, and neither secret in the page or a file', async () => {
    const made: Canary = {
      label: 'the narrower token',
      value: (await desk.cli(['reveal', 'pypi-acme-web', '--yes'])).trim(),
    }
    expect((await desk.cli(['reveal', 'pypi', '--yes'])).trim() === account.value).toBe(true)
    expect(made.value === account.value).toBe(false)
    assertNoCanary([account, made], 'the page', await app.page.content())
    assertNoCanaryInFiles([account, made], join(desk.home, 'bulkhead'))
  })
})
