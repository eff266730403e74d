import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from './canaries.ts'

const stripe = newCanary("Stripe's master key", 'sk_live_', 40)
const wide = newCanary('an old npm token', 'npm_', 36)
const narrow = newCanary('a token of our own', '', 40)
const next = newCanary('the next token', '', 40)
const canaries: readonly Canary[] = [stripe, wide, narrow, next]

const REPOSITORIES = Array.from({ length: 30 }, (_, index) => ['--resource', `repository:acme/r${index}`]).flat()

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.describe('what the tokens reach', () => {
  let desk: Desk
  let app: App

  test.beforeAll(async () => {
    desk = await openDesk()
    await desk.cli(['add', 'stripe-live', '--domain', 'service:billing'], stripe.value)
    await desk.cli(
      [
        ...['add', 'many', '--domain', 'project:web', '--to', 'api.acme.example/repos/acme/web/**'],
        ...['--scope', 'contents:write', '--resource', 'repository:acme/web', ...REPOSITORIES],
      ],
      wide.value,
    )
    await desk.cli(
      [
        ...['add', 'narrow', '--domain', 'project:api', '--to', 'api.acme.example/v1/**', '--expires', '3d'],
        ...['--scope', 'orders:read', '--resource', 'project:api'],
      ],
      narrow.value,
    )
    app = await openApp(desk)
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
  })

  const press = (key: string): Promise<void> => app.page.keyboard.press(key)
  const button = (name: string | RegExp) => app.page.getByRole('button', { name })
  const title = () => app.page.locator('#detail-title')
  const list = () => app.page.getByRole('listbox', { name: 'Tokens' })

  /** Answers the next save dialogs with a path; null calls it off. */
  const saveAt = (path: string | null): Promise<void> =>
    app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' })
    }, path)

  test('a number of the overview leads to the tokens it counts, and the filter can be taken off', async () => {
    await press('Control+1')
    await button(/^1 ?Expiring/).click()
    await expect(list()).toBeFocused()
    await expect(app.page.getByRole('option')).toHaveCount(1)
    await expect(title()).toHaveText('narrow')
    const chip = button(/^Expiring 1/).and(app.page.locator('.chip'))
    await expect(chip).toHaveAttribute('aria-pressed', 'true')
    await chip.click()
    await expect(app.page.getByRole('option')).toHaveCount(3)
  })

  test('a count of none leads nowhere', async () => {
    await press('Control+1')
    await expect(app.page.getByText('Stored twice')).toBeVisible()
    await expect(button(/Stored twice/)).toHaveCount(0)
  })

  test('the picture of the vault says for each domain what one leak reaches', async () => {
    const lanes = app.page.getByRole('tree').getByRole('treeitem')
    await expect(lanes).toHaveCount(3)
    await expect(lanes.first()).toHaveAccessibleName(/^service billing, 1 token, God-level, beyond the wall: /)
    await expect(app.page.getByRole('treeitem', { name: /^project web/ })).toHaveAccessibleName(
      /beyond the wall: 30 repositories of acme/,
    )
    await expect(app.page.getByRole('treeitem', { name: /^project api/ })).toHaveAccessibleName(/stays inside/)
  })

  test('arrow keys go through it, Enter opens a domain, then a token', async () => {
    await app.page.getByRole('treeitem').first().focus()
    await press('ArrowDown')
    const web = app.page.getByRole('treeitem', { name: /^project web/ })
    await expect(web).toBeFocused()
    await expect(web).toHaveAttribute('aria-expanded', 'false')
    await press('Enter')
    await expect(web).toHaveAttribute('aria-expanded', 'true')
    await expect(web).toBeFocused()
    await press('ArrowDown')
    await expect(app.page.getByRole('treeitem', { name: /^many/ })).toBeFocused()
    await press('Enter')
    await expect(title()).toHaveText('many')
    await expect(list()).toBeFocused()
  })

  test('its twin is a table of the same tokens, each of which can be opened', async () => {
    await press('Control+1')
    await button('Table').click()
    const table = app.page.getByRole('table', { name: 'What the tokens reach beyond their domains' })
    await expect(table.getByRole('row')).toHaveCount(4)
    await expect(table.getByRole('row', { name: /many/ })).toContainText('30 repositories of acme')
    await table.getByRole('button', { name: 'narrow' }).click()
    await expect(title()).toHaveText('narrow')
  })

  test('a group of resources opens on Enter, and its rest is in the table', async () => {
    await app.page.getByRole('option', { name: /^.*many/ }).click()
    const group = app.page.getByRole('treeitem', { name: 'Beyond the wall: 30 repositories of acme' })
    await group.focus()
    await press('Enter')
    await expect(app.page.getByRole('treeitem', { name: 'Beyond the wall: acme/r0' })).toBeVisible()
    await app.page.getByRole('treeitem', { name: /and 18 more, in the table/ }).click()
    const table = app.page.getByRole('table', { name: 'What many reaches' })
    await expect(table.getByRole('row', { name: /^beyond repository acme\/r/ })).toHaveCount(30)
    await expect(table.getByRole('row', { name: 'inside repository acme/web' })).toHaveCount(1)
    await button('Picture').click()
    await expect(app.page.getByRole('tree')).toBeVisible()
  })

  test('a picture is saved as a file that stands alone, and never over another', async () => {
    const path = join(desk.home, 'many.svg')
    await saveAt(path.replace(/\.svg$/, ''))
    await button('Save as SVG…').click()
    await expect(app.page.getByText(/^Saved as /)).toBeVisible()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const svg = readFileSync(path, 'utf8')
    const parsed = await app.page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml')
      const names = [...root.querySelectorAll('*')].map(({ localName }) => localName)
      return {
        broken: names.includes('parsererror'),
        names: [...new Set(names)],
        title: root.querySelector('title')?.textContent,
      }
    }, svg)
    expect(parsed).toMatchObject({ broken: false, title: 'What many reaches' })
    expect(parsed.names.sort()).toEqual(['desc', 'g', 'path', 'rect', 'svg', 'text', 'title'])
    expect(svg).not.toMatch(/href|<script|<style|var\(--/)
    assertNoCanary(canaries, 'the picture', svg)

    writeFileSync(path, 'theirs')
    await button('Save as SVG…').click()
    await expect(app.page.getByText('There is a file of that name already.')).toBeVisible()
    expect(readFileSync(path, 'utf8')).toBe('theirs')

    await saveAt(null)
    await button('Save as SVG…').click()
    await expect(button('Save as SVG…')).toBeVisible()
  })

  test.describe('what the page may not have written', () => {
    for (const [what, svg] of [
      ['a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
      ['a handler', '<svg xmlns="http://www.w3.org/2000/svg" onload="1"></svg>'],
      ['no picture', 'plain words'],
    ] as const) {
      test(what, async () => {
        const path = join(desk.home, 'never.svg')
        await saveAt(path)
        const answer = await app.page.evaluate(
          (text) => window.bulkhead.call('pictures:save', { name: 'x', svg: text }),
          svg,
        )
        expect(answer).toMatchObject({ ok: false, error: { code: 'usage' } })
        expect(existsSync(path)).toBe(false)
      })
    }

    test('a name that is a path', async () => {
      const svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
      const answer = await app.page.evaluate(
        (text) => window.bulkhead.call('pictures:save', { name: '../x', svg: text }),
        svg,
      )
      expect(answer).toMatchObject({ ok: false, error: { code: 'usage' } })
    })
  })

  test('a new secret takes the place of the old one from the window, by keys alone', async () => {
    await app.page.getByRole('option', { name: /narrow/ }).click()
    await button('More').focus()
    await press('Enter')
    await app.page.getByRole('menuitem', { name: 'Rotate…' }).focus()
    await press('Enter')
    const sheet = app.page.getByRole('dialog', { name: 'Rotate narrow' })
    await expect(sheet.getByLabel('New secret')).toBeFocused()
    await sheet.getByRole('button', { name: 'Rotate token' }).click()
    await expect(sheet.getByText('There is no secret yet.')).toBeVisible()
    await expect(sheet.getByLabel('New secret')).toBeFocused()
    await sheet.getByLabel('New secret').fill(next.value)
    await sheet.getByLabel('Expires').fill('20d')
    await press('Enter')
    await expect(sheet).toBeHidden()
    await expect(app.page.getByRole('option', { name: /narrow/ })).toContainText(/in (19|20) days/)
    const { token } = JSON.parse(await desk.cli(['show', 'narrow', '--json']))
    expect(token.rotatedAt).not.toBeNull()
    expect((await desk.cli(['reveal', 'narrow', '--yes'])).trim() === next.value).toBe(true)
  })

  test('no secret is left in any file, nor in the page', async () => {
    assertNoCanaryInFiles(canaries, join(desk.home, 'bulkhead'))
    assertNoCanary(canaries, 'the page', await app.page.content())
    assertNoCanary(canaries, 'the audit trail', await desk.cli(['audit', 'list', '--json']))
  })
})
