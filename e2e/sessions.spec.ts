import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import axe from 'axe-core'
import { startUpstream, type Upstream } from '../src/cli/testing/upstream.ts'
import { type App, type Desk, openApp, openDesk, ROOT } from './app.ts'
import { assertNoCanary, newCanary } from './canaries.ts'

const token = newCanary('the token of web', 'ghp_', 36)
const NODE = join(ROOT, 'node_modules', 'node', 'bin')

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.describe('a session that runs', () => {
  let desk: Desk
  let app: App
  let upstream: Upstream
  let folder: string
  let roots: string
  let placeholder = ''
  const started: ChildProcess[] = []

  test.beforeAll(async () => {
    upstream = await startUpstream()
    desk = await openDesk()
    folder = await desk.folder('web')
    roots = join(desk.home, 'own-roots.pem')
    await writeFile(roots, upstream.root)
    const to = `localhost:${upstream.port}/allowed/**`
    await desk.cli(['add', 'github-web', '--domain', 'project:web', '--env', 'WEB_TOKEN', '--to', to], token.value)
    await desk.cli(['bind', 'github-web', '--project', folder, '--yes'])
    app = await openApp(desk)
    await app.electron.evaluate(({ Notification }) => {
      const kept = globalThis as unknown as { notes: string[] }
      kept.notes = []
      Notification.prototype.show = function show() {
        kept.notes.push(this.body)
      }
    })
    await app.page.keyboard.press('Control+4')
  })
  test.afterAll(async () => {
    for (const { pid = 0 } of started) {
      try {
        process.kill(-pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
    await upstream.close()
  })

  /** A command in a brokered session; its group ends with the test at the latest. */
  const start = (script: string, options: readonly string[] = []) => {
    const child = spawn(
      join(NODE, 'node'),
      [join(ROOT, 'out', 'cli', 'bulkhead.js'), 'exec', '--broker', ...options, '--', '/bin/bash', '-c', script],
      {
        cwd: folder,
        env: { ...desk.env, PATH: `${NODE}:${desk.env.PATH}`, SSL_CERT_FILE: roots, NODE_EXTRA_CA_CERTS: roots },
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      },
    )
    started.push(child)
    return child
  }
  const curl = (path: string, header = 'Authorization: Bearer') =>
    `curl -sS --max-time 120 -o /dev/null -H "${header} $WEB_TOKEN" https://localhost:${upstream.port}${path}`
  const go = () => join(desk.home, 'go')
  const card = () => app.page.getByRole('article', { name: /^web, command, brokered, strict/ })
  const breaks = () =>
    app.page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    })

  test('appears by itself, and says that nothing was sent yet', async () => {
    const waiting = `echo "$WEB_TOKEN"; until [ -e ${go()} ]; do sleep 0.1; done`
    const sent = `${curl('/allowed/scopes')}; ${curl('/secret')}; ${curl('/allowed/b', 'X-Other:')}`
    const child = start(`${waiting}; ${sent}; exec sleep 300`, ['--strict'])
    child.stdout?.on('data', (chunk: Buffer) => {
      placeholder += chunk.toString().trim()
    })
    await expect(card()).toContainText('No request went through its broker yet')
    await expect(card()).toContainText('github-web')
    expect(existsSync(go())).toBe(false)
  })

  test('shows each request with what was decided', async () => {
    await writeFile(go(), '')
    const rows = card().getByRole('row')
    await expect(rows.filter({ hasText: '/allowed/scopes' })).toContainText('allowed')
    await expect(rows.filter({ hasText: '/secret' })).toContainText('out-of-domain-path')
    await expect(rows.filter({ hasText: 'placeholder-misplaced' })).toHaveCount(1)
    await expect(card()).toContainText('2 refused')
    await expect(card()).toContainText('3 requests')
    const scopes = card().getByRole('list', { name: 'Scopes' })
    await expect(scopes).toHaveText(/holds admin:org, repo; its requests are accepted with public_repo, repo/)
  })

  test('shows a placeholder that went astray and who sent it, here, in Activity and on the desktop', async () => {
    const says = /placeholder of github-web was sent to localhost.* by curl \(pid \d+\)/
    await expect(card().getByRole('list', { name: 'Tripwires' })).toContainText(says)
    const notes = () => app.electron.evaluate(() => (globalThis as unknown as { notes: string[] }).notes)
    await expect.poll(notes).toEqual([expect.stringMatching(says)])
    await app.page.keyboard.press('Control+5')
    await expect(app.page.getByRole('row').filter({ hasText: says })).toContainText('placeholder-misplaced')
    await app.page.keyboard.press('Control+4')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`breaks no rule of axe when ${colorScheme}`, async () => {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(card()).toBeVisible()
      await app.page.evaluate(axe.source)
      expect(await breaks()).toEqual([])
      await card().getByRole('button', { name: 'End it now…' }).click()
      await expect(app.page.getByRole('alertdialog')).toBeVisible()
      expect(await breaks()).toEqual([])
      await app.page.keyboard.press('Escape')
      await expect(app.page.getByRole('alertdialog')).toBeHidden()
    })
  }

  test('holds neither the secret nor a placeholder in the page', async () => {
    expect(placeholder).toMatch(/^ghp_/)
    const canaries = [token, { label: 'the placeholder', value: placeholder }]
    assertNoCanary(canaries, 'the page', await app.page.content())
    const answers = await app.page.evaluate(async () => {
      const live = await window.bulkhead.call('sessions:live', {})
      const list = await window.bulkhead.call('sessions:list', {})
      return JSON.stringify([live, list, await window.bulkhead.call('events:list', { limit: 100 })])
    })
    expect(answers).toContain('out-of-domain-path')
    assertNoCanary(canaries, 'the answers', answers)
  })

  test('is ended at once, by keys alone, after a question that says what is lost', async () => {
    const child = started[0]
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    await card().getByRole('button', { name: 'End it now…' }).focus()
    await app.page.keyboard.press('Enter')
    const question = app.page.getByRole('alertdialog')
    await expect(question).toContainText('not saved is lost')
    await expect(question).toContainText('github-web')
    await app.page.keyboard.press('Tab')
    await expect(question.getByRole('button', { name: 'End it now' })).toBeFocused()
    await app.page.keyboard.press('Enter')
    // By itself it would go on for five minutes.
    await ended
    await expect(card()).toBeHidden()
    await expect(question).toBeHidden()
    await expect(app.page.getByRole('region', { name: 'Earlier' }).getByRole('row').nth(1)).toContainText('ended')
    await expect(app.page.getByRole('main')).toBeFocused()
  })

  test('that learned is to be reviewed with a command, until that was done', async () => {
    const learning = app.page.getByText('It learns what its tokens are used for')
    const toReview = app.page.getByRole('region', { name: 'To review' })
    const seen = join(desk.home, 'seen')
    const child = start(`${curl('/allowed/list')}; ${curl('/allowed/7')}; until [ -e ${seen} ]; do sleep 0.1; done`, [
      '--learn',
    ])
    await expect(learning).toBeVisible()
    await writeFile(seen, '')
    await new Promise((resolve) => child.once('exit', resolve))
    await expect(learning).toBeHidden()
    await expect(toReview).toContainText('github-web')
    const command = await toReview.getByText(/^bulkhead replay ses_/).textContent()
    const id = command?.split(' ').at(-1) ?? ''
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await breaks()).toEqual([])
    }
    await desk.cli(['replay', id, '--accept', '--yes'])
    await expect(toReview).toBeHidden()
    const shown = JSON.parse(await desk.cli(['show', 'github-web', '--json']))
    expect(shown.token.destinations).toEqual([`GET localhost:${upstream.port}/allowed/*`])
  })
})
