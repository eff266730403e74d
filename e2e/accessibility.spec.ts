import { expect, type Page, test } from '@playwright/test'
import axe from 'axe-core'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import { newCanary } from './canaries.ts'

const SCREENS = ['Overview', 'Tokens', 'Projects', 'Sessions', 'Activity'] as const

test.describe.configure({ mode: 'serial', timeout: 180_000 })

test.describe('the window, for everyone', () => {
  let desk: Desk
  let app: App

  test.beforeAll(async () => {
    desk = await openDesk()
    const web = await desk.folder('web')
    await desk.cli(['add', 'god', '--domain', 'service:billing'], newCanary('a master key', 'sk_live_', 40).value)
    await desk.cli(
      ['add', 'web', '--domain', 'project:web', '--to', 'api.github.com/repos/acme/web/**', '--expires', '3d'],
      newCanary('a GitHub token', 'github_pat_', 82).value,
    )
    await desk.cli(['add', 'unknown', '--domain', 'dataset:acme'], newCanary('an unknown token', '', 40).value)
    await desk.cli(['bind', 'web', '--project', web])
    app = await openApp(desk)
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
  })

  const screen = (name: string) =>
    app.page.getByRole('navigation', { name: 'Bulkhead' }).getByRole('button', { name: new RegExp(`^${name}`) })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const name of SCREENS) {
      test(`${name} breaks no rule of axe when ${colorScheme}`, async () => {
        await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await screen(name).click()
        expect(await broken(app.page)).toEqual([])
      })
    }

    test(`an opened picture and its table break no rule of axe when ${colorScheme}`, async () => {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const name of ['Overview', 'Tokens']) {
        await screen(name).click()
        const folded = app.page.locator('[role=treeitem][aria-expanded=false]')
        if ((await folded.count()) > 0) await folded.first().press('Enter')
        expect(await broken(app.page)).toEqual([])
        await app.page.getByRole('button', { name: 'Table' }).click()
        await expect(app.page.getByRole('table')).toBeVisible()
        expect(await broken(app.page)).toEqual([])
      }
    })

    test(`Rotate breaks no rule of axe when ${colorScheme}`, async () => {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await screen('Tokens').click()
      await app.page.getByRole('button', { name: 'More' }).click()
      await app.page.getByRole('menuitem', { name: 'Rotate…' }).click()
      await expect(app.page.getByRole('dialog')).toBeVisible()
      expect(await broken(app.page)).toEqual([])
      await app.page.keyboard.press('Escape')
      await expect(app.page.getByRole('dialog')).toBeHidden()
    })

    for (const [sheet, shortcut] of [
      ['Add', 'Control+N'],
      ['Edit', 'Control+E'],
      ['Bind', 'Control+B'],
    ] as const) {
      test(`${sheet} breaks no rule of axe when ${colorScheme}`, async () => {
        await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await screen('Tokens').click()
        await app.page.keyboard.press(shortcut)
        await expect(app.page.getByRole('dialog')).toBeVisible()
        expect(await broken(app.page)).toEqual([])
        await app.page.keyboard.press('Escape')
        await expect(app.page.getByRole('dialog')).toBeHidden()
      })
    }
  }

  test('every screen is reached, and a token chosen, by keys alone', async () => {
    const places = ['Overview', 'Tokens', 'Projects', 'Sessions', 'Activity']
    for (const [index, name] of places.entries()) {
      await app.page.keyboard.press(`Control+${index + 1}`)
      await expect(screen(name)).toHaveAttribute('aria-current', 'page')
    }
    await app.page.keyboard.press('Control+K')
    await expect(app.page.getByRole('searchbox')).toBeFocused()
    await app.page.keyboard.type('unknown')
    await app.page.keyboard.press('ArrowDown')
    await app.page.keyboard.press('ArrowDown')
    await expect(app.page.getByRole('heading', { level: 1, name: 'unknown' })).toBeVisible()
    await app.page.keyboard.press('Control+E')
    await expect(app.page.getByRole('dialog')).toBeVisible()
    await app.page.keyboard.press('Escape')
  })
})

/** The rules of axe that the page breaks now, each with the places; empty when it breaks none. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}
