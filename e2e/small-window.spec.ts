import { expect, test } from '@playwright/test'
import axe from 'axe-core'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import { newCanary } from './canaries.ts'

/** The smallest window, and what a window of 1280 or 900 pixels holds when it is zoomed to twice its size: CSS pixels. */
const SIZES = [
  { width: 900, height: 600 },
  { width: 640, height: 410 },
  { width: 450, height: 300 },
] as const

const SCREENS = ['1', '2', '3', '4', '5'] as const

test.describe.configure({ mode: 'serial', timeout: 180_000 })

test.describe('a small window, or a zoomed one', () => {
  let desk: Desk
  let app: App

  test.beforeAll(async () => {
    desk = await openDesk()
    const web = await desk.folder('a-folder-with-a-name-that-is-longer-than-any-column/web')
    const to = 'GET,HEAD,POST a-host-with-a-long-name.internal.services.acme.example:8443/v1/customers/**/orders/*'
    await desk.cli(
      [
        'add',
        'a-name-that-is-as-long-as-may-be-and-leaves-no-room-for-a-button',
        '--domain',
        'project:web',
        '--to',
        to,
      ],
      newCanary('a token of no known form', '', 40).value,
    )
    await desk.cli(
      ['add', 'stripe', '--domain', 'service:billing', '--env', 'A_VARIABLE_WITH_A_NAME_LONGER_THAN_ANY_COLUMN'],
      newCanary('a master key', 'sk_live_', 40).value,
    )
    await desk.cli(['bind', 'stripe', '--project', web, '--accept', 'BH002', '--yes'])
    app = await openApp(desk)
    await app.page.emulateMedia({ reducedMotion: 'reduce' })
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
  })

  for (const size of SIZES) {
    const named = `${size.width} pixels wide`

    test(`${named}, never scrolls sideways, and breaks no rule of axe`, async () => {
      await app.page.setViewportSize(size)
      for (const screen of SCREENS) {
        await app.page.keyboard.press(`Control+${screen}`)
        await expect(app.page.getByRole('main')).toBeVisible()
        expect(await sideways(), `screen ${screen}`).toEqual([])
        expect(await broken(), `screen ${screen}`).toEqual([])
      }
    })

    test(`${named}, breaks no variable into single letters`, async () => {
      await app.page.keyboard.press('Control+3')
      const variable = app.page.getByText('A_VARIABLE_WITH_A_NAME_LONGER_THAN_ANY_COLUMN')
      await variable.scrollIntoViewIfNeeded()
      expect((await variable.boundingBox())?.width).toBeGreaterThan(90)
    })

    test(`${named}, leads from the list to what is selected in it`, async () => {
      await app.page.keyboard.press('Control+2')
      await expect(app.page.getByRole('listbox', { name: 'Tokens' })).toBeFocused()
      await app.page.keyboard.press('Home')
      await app.page.keyboard.press('Enter')
      await expect(app.page.getByRole('main')).toBeFocused()
      await expect(app.page.locator('#detail-title')).toBeInViewport()
      await app.page.keyboard.press('Control+N')
      const store = app.page.getByRole('button', { name: 'Store token' })
      await expect(store).toBeInViewport({ ratio: 1 })
      await app.page.keyboard.press('Escape')
      await expect(app.page.getByRole('dialog')).toBeHidden()
    })
  }

  /** What is wider than its place and would have to be scrolled to; a table may be. */
  const sideways = (): Promise<string[]> =>
    app.page.evaluate(() => {
      const places = [
        document.documentElement,
        ...document.querySelectorAll('nav, main, .main, .which, .sheet-of-paper'),
      ]
      return places
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(({ nodeName, className, scrollWidth }) => `${nodeName}.${className} ${scrollWidth}`)
    })

  async function broken(): Promise<string[]> {
    await app.page.evaluate(axe.source)
    return app.page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    })
  }
})
