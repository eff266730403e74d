import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import { assertNoCanary, newCanary } from './canaries.ts'

const gitlab = newCanary('a GitLab token', 'glpat-', 20)
const own = newCanary('a token of no known form', '', 40)

test.describe.configure({ mode: 'serial', timeout: 120_000 })

/** A GitLab of the user's own, on this machine; it answers by hand. */
interface OwnGitLab {
  readonly server: Server
  readonly asked: { readonly path: string; readonly response: ServerResponse }[]
}

async function openGitLab(): Promise<OwnGitLab> {
  const asked: OwnGitLab['asked'] = []
  const server = createServer((request, response) => asked.push({ path: request.url ?? '', response }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, asked }
}

function answer({ asked }: OwnGitLab, status: number, body: unknown): void {
  const { response } = asked.shift() ?? {}
  response?.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

test.describe('asking a provider from the window', () => {
  let desk: Desk
  let app: App
  let provider: OwnGitLab

  test.beforeAll(async () => {
    provider = await openGitLab()
    desk = await openDesk()
    const { port } = provider.server.address() as AddressInfo
    const to = `http://127.0.0.1:${port}/api/v4/**`
    await desk.cli(['add', 'gitlab-ci', '--domain', 'project:api', '--to', to], gitlab.value)
    await desk.cli(['add', 'unknown', '--domain', 'project:api'], own.value)
    app = await openApp(desk)
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
    provider.server.closeAllConnections()
    provider.server.close()
  })

  const ask = () => app.page.getByRole('button', { name: 'Ask GitLab what it can do' }).first()
  const facts = () => app.page.getByRole('region', { name: 'Facts' })
  const isAsked = () => expect.poll(() => provider.asked.length).toBeGreaterThan(0)

  test('is not offered where nobody could be asked', async () => {
    await app.page
      .getByRole('option', { name: /Unknown reach.*unknown/ })
      .last()
      .click()
    await expect(app.page.locator('#detail-title')).toHaveText('unknown')
    await expect(app.page.getByRole('button', { name: /^Ask/ })).toHaveCount(0)
  })

  test('says that it is asking, then why it was told nothing', async () => {
    await app.page.getByRole('option', { name: /gitlab-ci/ }).click()
    await ask().focus()
    await app.page.keyboard.press('Enter')
    await expect(app.page.getByRole('button', { name: 'Asking GitLab' }).first()).toBeDisabled()
    await isAsked()
    answer(provider, 503, {})
    await expect(facts().getByRole('status')).toContainText('told nothing about gitlab-ci')
    await expect(ask()).toBeEnabled()
  })

  test('shows what the provider said, with its source and time', async () => {
    await ask().click()
    await isAsked()
    expect(provider.asked[0]?.path).toContain('/api/v4/personal_access_tokens/self')
    answer(provider, 200, { name: 'ci', scopes: ['api'], active: true, revoked: false, expires_at: null })
    await isAsked()
    answer(provider, 200, { username: 'ada' })
    await expect(facts()).toContainText('said by its provider, just now')
    await expect(facts().getByRole('status')).toBeEmpty()
    await expect(app.page.locator('header').getByText('God-level', { exact: true })).toBeVisible()
    assertNoCanary([gitlab, own], 'the page', await app.page.content())
  })
})
