import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import {
  assertNoCanary,
  assertNoCanaryInCommandLines,
  assertNoCanaryInFiles,
  type Canary,
  newCanary,
} from './canaries.ts'
import { openTrayHost, type TrayHost } from './tray-host.ts'

const run = promisify(execFile)

const github = newCanary('a GitHub token', 'github_pat_', 82)
const stripe = newCanary("Stripe's master key", 'sk_live_', 40)
const other = newCanary("another project's token", 'npm_', 36)
const canaries: readonly Canary[] = [github, stripe, other]

// Holds the start-up file of the scoped shell: it writes down what the shell got, and the shell ends.
const STARTUP = `[ -n "$BULKHEAD_SESSION" ] && env -0 > "$HOME/seen.tmp" && mv "$HOME/seen.tmp" "$HOME/seen" && exit 0\n`

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.describe('the journey through the window', () => {
  let desk: Desk
  let tray: TrayHost
  let app: App
  let web: string
  let copiedAt = 0
  const said: string[] = []

  test.beforeAll(async () => {
    desk = await openDesk({ env: { SHELL: '/bin/bash', TERMINAL: 'xterm' } })
    web = await desk.folder('web')
    await writeFile(join(desk.home, '.bashrc'), STARTUP)
    tray = await openTrayHost(desk.env)
    app = await openApp(desk)
    app.page.on('console', (message) => said.push(message.text()))
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await tray[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
  })

  const button = (name: string | RegExp) => app.page.getByRole('button', { name, exact: typeof name === 'string' })
  const clipboard = async (): Promise<string> =>
    (
      await run('xclip', ['-selection', 'clipboard', '-out'], { env: desk.env, timeout: 10_000 }).catch(() => ({
        stdout: '',
      }))
    ).stdout

  /** Adds a token as a user does, by pasting it. */
  const paste = async (secret: Canary, name: string, domain: string): Promise<void> => {
    await app.page.keyboard.press('Control+n')
    await app.page.getByLabel('Secret').fill(secret.value)
    // The name is filled in by the form when it has identified the secret.
    await expect(app.page.getByLabel('Name', { exact: true })).not.toHaveValue('')
    await app.page.getByLabel('Name', { exact: true }).fill(name)
    await app.page.getByLabel('Domain name').fill(domain)
    await button('Store token').click()
    await expect(app.page.getByRole('dialog')).toBeHidden()
  }

  test('begins with an empty vault that says what to do', async () => {
    await expect(app.page.getByRole('heading', { name: 'Store your first token' })).toBeVisible()
    expect(await tray.toolTip()).toBe('Bulkhead')
  })

  test('a pasted secret is identified at once, and fills the form', async () => {
    await app.page.keyboard.press('Control+n')
    const sheet = app.page.getByRole('dialog')
    await sheet.getByLabel('Secret').fill(github.value)
    await expect(sheet.getByText('fine-grained', { exact: false }).first()).toBeVisible()
    await expect(sheet.getByLabel('Variable')).toHaveValue('GITHUB_TOKEN')
    await expect(sheet.getByLabel('Destinations')).toHaveValue(/api\.github\.com/)
    await sheet.getByLabel('Name', { exact: true }).fill('github-web')
    await sheet.getByLabel('Domain name').fill('web')
    await button('Store token').click()
    await expect(app.page.getByRole('option', { name: /github-web/ })).toBeVisible()
    // Keys that are pressed while a sheet still closes go to the sheet.
    await expect(sheet).toBeHidden()
    expect(JSON.parse(await desk.cli(['list', '--json'])).tokens).toMatchObject([
      { name: 'github-web', provider: 'github' },
    ])
  })

  test('a god-level token cannot be overlooked: list, panel, side and tray say so', async () => {
    await paste(stripe, 'stripe-live', 'web')
    await app.page.getByRole('option', { name: /stripe-live/ }).click()
    await expect(app.page.locator('header').getByText('God-level', { exact: true })).toBeVisible()
    await expect(button(/^God-level\s*1$/)).toBeVisible()
    await expect.poll(() => tray.toolTip()).toBe('Bulkhead: 1 god-level token')
    await expect.poll(async () => (await tray.menu())[0]?.label).toBe('1 god-level token')
  })

  test('search finds by name, provider and host', async () => {
    const search = app.page.getByRole('searchbox')
    for (const [query, found, hidden] of [
      ['stripe', 'stripe-live', 'github-web'],
      ['api.github.com', 'github-web', 'stripe-live'],
    ] as const) {
      await search.fill(query)
      await expect(app.page.getByRole('option', { name: new RegExp(found) })).toBeVisible()
      await expect(app.page.getByRole('option', { name: new RegExp(hidden) })).toBeHidden()
    }
    await search.fill('')
  })

  test('what the command line adds appears in the window by itself', async () => {
    await desk.cli(['add', 'npm-other', '--domain', 'project:other'], other.value)
    await expect(app.page.getByRole('option', { name: /npm-other/ })).toBeVisible()
    const folder = await desk.folder('other')
    await desk.cli(['bind', 'npm-other', '--project', folder])
    await expect.poll(async () => (await tray.menu()).map(({ label }) => label)).toContain('other')
  })

  test('a token is bound in a folder that the user chooses', async () => {
    await app.electron.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, web)
    await app.page.getByRole('option', { name: /github-web/ }).click()
    await app.page.keyboard.press('Control+b')
    const sheet = app.page.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Choose a folder…' }).click()
    await expect(sheet.getByRole('radio', { name: /web/ }).first()).toBeChecked()
    await sheet.getByRole('button', { name: 'Bind', exact: true }).click()
    await expect(sheet).toBeHidden()
    const { project } = JSON.parse(await desk.cli(['project', '--project', web, '--json']))
    expect(project.bindings).toMatchObject([{ env: 'GITHUB_TOKEN', token: 'github-web', source: 'catalog' }])
  })

  test('a god-level token is bound only after main has asked, naming it and what one leak reaches', async () => {
    const ask = (response: number) =>
      app.electron.evaluate(({ dialog }, chosen) => {
        const kept = globalThis as unknown as { asked: string }
        dialog.showMessageBox = async (...args: unknown[]) => {
          const { message, detail } = args.at(-1) as { message: string; detail: string }
          kept.asked = `${message}\n${detail}`
          return { response: chosen, checkboxChecked: false }
        }
      }, response)
    const bind = async (): Promise<void> => {
      await app.page.getByRole('option', { name: /stripe-live/ }).click()
      await app.page.keyboard.press('Control+b')
      const sheet = app.page.getByRole('dialog')
      await sheet.locator('label', { hasText: web }).click()
      await sheet.getByRole('button', { name: /^Bind/ }).click()
    }
    const bound = async (): Promise<string[]> =>
      JSON.parse(await desk.cli(['project', '--project', web, '--json'])).project.bindings.map(
        ({ token }: { token: string }) => token,
      )

    await ask(1)
    await bind()
    await expect
      .poll(() => app.electron.evaluate(() => (globalThis as unknown as { asked: string }).asked))
      .toContain('stripe-live')
    expect(await app.electron.evaluate(() => (globalThis as unknown as { asked: string }).asked)).toContain('one leak')
    expect(await bound()).toEqual(['github-web'])
    await app.page.keyboard.press('Escape')

    await ask(0)
    await bind()
    await expect.poll(bound).toEqual(['github-web', 'stripe-live'])
  })

  test('a copied secret is in the clipboard', async () => {
    await app.page.getByRole('option', { name: /github-web/ }).click()
    await button('Copy').click()
    await expect.poll(async () => (await clipboard()) === github.value).toBe(true)
    copiedAt = Date.now()
  })

  test("the tray opens a terminal whose shell has the project's variables and no other project's", async () => {
    const seen = join(desk.home, 'seen')
    await tray.click('web', 'Open scoped shell')
    await expect.poll(() => existsSync(seen)).toBe(true)
    const variables = new Map(
      readFileSync(seen, 'utf8')
        .split('\0')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
    )
    expect(variables.get('GITHUB_TOKEN') === github.value).toBe(true)
    expect([...variables.values()].some((value) => value.includes(other.value))).toBe(false)
    expect(variables.get('XTERM_VERSION')).toBeDefined()
    await writeFile(seen, '')
    assertNoCanaryInCommandLines(canaries)
  })

  test('the tray copies a token of a project', async () => {
    await tray.click('other', 'Copy token', 'npm-other (NPM_TOKEN)')
    await expect.poll(async () => (await clipboard()) === other.value).toBe(true)
    copiedAt = Date.now()
  })

  test('the clipboard is empty 30 seconds later', async () => {
    expect((await clipboard()) === other.value).toBe(true)
    await app.page.waitForTimeout(Math.max(0, copiedAt + 29_000 - Date.now()))
    await expect.poll(clipboard).toBe('')
    expect(Date.now() - copiedAt).toBeGreaterThan(28_000)
  })

  test('the tray brings back the closed window, at the god-level tokens', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    const opened = app.electron.waitForEvent('window')
    await tray.click('1 god-level token')
    const page = await opened
    await expect(page.getByRole('option', { name: /stripe-live/ })).toBeVisible()
    await expect(page.getByRole('option', { name: /github-web/ })).toBeHidden()
    Object.assign(app, { page })
  })

  test('a second start shows the window of the first', async () => {
    const { electron } = await openSecond(desk)
    expect(electron).toBe(0)
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('a token is removed after a question that names what is lost', async () => {
    await app.page.getByRole('option', { name: /stripe-live/ }).click()
    await button('More').click()
    await app.page.getByRole('menuitem', { name: 'Remove…' }).click()
    const question = app.page.getByRole('alertdialog')
    await expect(question).toContainText('web')
    await question.getByRole('button', { name: 'Remove token' }).click()
    await expect(app.page.getByRole('option', { name: /stripe-live/ })).toBeHidden()
    const { tokens } = JSON.parse(await desk.cli(['list', '--json']))
    expect(tokens.map(({ name }: { name: string }) => name)).toEqual(['github-web', 'npm-other'])
  })

  test('what was copied last is taken back when the app ends', async () => {
    await app.page.getByRole('button', { name: 'All', exact: true }).click()
    await app.page.getByRole('option', { name: /github-web/ }).click()
    await button('Copy').click()
    await expect.poll(async () => (await clipboard()) === github.value).toBe(true)
    await app.electron.close()
    expect(await clipboard()).toBe('')
  })

  test('the page never met its own policy', () => {
    expect(said.filter((text) => text.includes('Content Security Policy'))).toEqual([])
  })

  test('no secret is left in any file, nor in what the vault shows', async () => {
    assertNoCanaryInFiles(canaries, join(desk.home, 'bulkhead'))
    assertNoCanary(canaries, 'the audit trail', await desk.cli(['audit', 'list', '--json']))
    assertNoCanary(canaries, 'what the page said', said.join('\n'))
    assertNoCanary(canaries, 'the list', await desk.cli(['list', '--json']))
  })
})

/** Starts the app once more on the same vault; its exit code. */
async function openSecond({ env }: Desk): Promise<{ electron: number }> {
  const { ROOT } = await import('./app.ts')
  const { findElectron } = await import('./find-electron.ts')
  const args = process.getuid?.() === 0 ? [ROOT, '--no-sandbox'] : [ROOT]
  const { kind, folder, program } = findElectron()
  const added = kind === 'stand-in' ? { ELECTRON_OVERRIDE_DIST_PATH: folder } : {}
  return new Promise((resolve) => {
    execFile(program, args, { env: { ...env, ...added }, timeout: 90_000 }, (error) => {
      resolve({ electron: error === null ? 0 : Number(error.code ?? 1) })
    })
  })
}
