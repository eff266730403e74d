import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import type { Bridge } from '../src/contract/bridge.ts'
import { type App, type Desk, openApp, openDesk } from './app.ts'
import { assertNoCanary, newCanary } from './canaries.ts'

declare const window: { readonly bulkhead: Bridge }

test.describe.configure({ timeout: 120_000 })

const secret = newCanary('a GitHub token', 'github_pat_', 82)

test.describe('the window', () => {
  let desk: Desk
  let app: App
  let id: string

  test.beforeAll(async () => {
    desk = await openDesk()
    const added = await desk.cli(['add', 'github-web', '--domain', 'project:web', '--json'], secret.value)
    id = JSON.parse(added).token.id
    app = await openApp(desk)
  })
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]()
    await desk[Symbol.asyncDispose]()
  })

  /** Asks main from the page, as a script that got into the page would. */
  const ask = (channel: unknown, request: unknown): Promise<Awaited<ReturnType<Bridge['call']>>> =>
    app.page.evaluate(([to, what]) => window.bulkhead.call(to as never, what as never), [channel, request])

  const events = async (): Promise<readonly { action: string; code: string | null }[]> =>
    JSON.parse(await desk.cli(['audit', 'list', '--json'])).events

  test('gives its page two functions and nothing of Node or Electron', async () => {
    const seen = await app.page.evaluate(() => {
      const page = globalThis as unknown as Record<string, unknown>
      const bridge = page.bulkhead as Record<string, unknown>
      return {
        bridge: Object.getOwnPropertyNames(bridge).map((name) => [name, typeof bridge[name]]),
        prototypeIsPlain: Object.getPrototypeOf(bridge) === Object.prototype,
        isWritable: Reflect.set(bridge, 'call', null) && bridge.call === null,
        globals: [
          'require',
          'process',
          'Buffer',
          'module',
          'exports',
          'global',
          'ipcRenderer',
          'electron',
          '__dirname',
        ].filter((name) => name in page),
      }
    })
    expect(seen).toEqual({
      bridge: [
        ['call', 'function'],
        ['on', 'function'],
      ],
      prototypeIsPlain: true,
      isWritable: false,
      globals: [],
    })
  })

  test('hands listeners the payload only, never an event of Electron', async () => {
    const heard = app.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          window.bulkhead.on('window:show', (...args: unknown[]) => resolve(args.length))
        }),
    )
    await app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.webContents.send('bulkhead:tell', 'window:show', { screen: 'tokens', filter: null })
    })
    expect(await heard).toBe(1)
  })

  test('runs no inline script, no eval, no handler in an attribute', async () => {
    const ran = await app.page.evaluate(async () => {
      const page = globalThis as unknown as { ran?: string[] }
      page.ran = []
      const script = document.createElement('script')
      script.textContent = 'globalThis.ran.push("inline")'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'globalThis.ran.push("attribute")')
      image.src = '/no-such.png'
      document.body.append(image)
      // Not in this very call: the debugger that runs it may evaluate what the policy forbids.
      setTimeout(() => {
        // biome-ignore lint/security/noGlobalEval: that it fails is what is tested
        globalThis.eval('globalThis.ran.push("eval")')
      })
      await new Promise((resolve) => setTimeout(resolve, 300))
      script.remove()
      image.remove()
      return page.ran
    })
    expect(ran).toEqual([])
  })

  test('reaches nothing outside: no fetch, no socket, no frame, no picture', async () => {
    const blocked = await app.page.evaluate(async () => {
      const violated: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violated.push(effectiveDirective),
      )
      const fetched = await fetch('https://example.com/').then(
        () => 'fetched',
        () => 'blocked',
      )
      try {
        new WebSocket('wss://example.com/')
      } catch {}
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      const image = new Image()
      image.src = 'https://example.com/x.png'
      document.body.append(frame, image)
      for (let turn = 0; new Set(violated).size < 3 && turn < 300; turn++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      frame.remove()
      image.remove()
      return { fetched, violated: [...new Set(violated)].sort() }
    })
    expect(blocked).toEqual({ fetched: 'blocked', violated: ['connect-src', 'frame-src', 'img-src'] })
  })

  test('gives a frame inside it no bridge', async () => {
    const inside = await app.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const found = 'bulkhead' in (frame.contentWindow ?? {})
      frame.remove()
      return found
    })
    expect(inside).toBe(false)
  })

  test('opens no other window and leaves its page for no other', async () => {
    const before = app.page.url()
    const opened = await app.page.evaluate(() => globalThis.open('https://example.com/') === null)
    expect(opened).toBe(true)
    await app.page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await app.page.waitForTimeout(500)
    expect(app.page.url()).toBe(before)
    expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('gets no permission', async () => {
    const states = await app.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]
      const asked = await Promise.all(names.map((name) => navigator.permissions.query({ name })))
      const read = await navigator.clipboard.readText().then(
        () => 'read',
        () => 'refused',
      )
      return { granted: asked.filter(({ state }) => state === 'granted').length, read }
    })
    expect(states).toEqual({ granted: 0, read: 'refused' })
  })

  test.describe('asking main', () => {
    const attacks: readonly (readonly [name: string, channel: unknown, request: unknown, code: string])[] = [
      ['an unknown channel', 'tokens:secrets', {}, 'usage'],
      ['a channel that is no text', 7, {}, 'usage'],
      ['a name from the prototype', 'constructor', {}, 'usage'],
      ['a missing request', 'tokens:list', null, 'usage'],
      ['a field too many', 'tokens:list', { all: true }, 'usage'],
      ['a field of the wrong type', 'tokens:remove', { id: 7 }, 'usage'],
      ['a path in place of an id', 'tokens:reveal', { id: '../../etc/passwd' }, 'usage'],
      ['a project that it was not shown', 'projects:shell', { root: '/etc' }, 'not-found'],
      ['a token that does not exist', 'tokens:copy', { id: `tok_${'0'.repeat(26)}` }, 'not-found'],
    ]
    for (const [name, channel, request, code] of attacks) {
      test(`is refused with ${name}`, async () => {
        const answer = await ask(channel, request)
        expect(answer).toMatchObject({ ok: false, error: { code } })
        expect(JSON.stringify(answer)).not.toMatch(/\bat \S+ \(|node_modules|\.[jt]s:\d|\/(?:work|home|root|tmp)\//)
      })
    }

    test('is refused with 10 MB of text', async () => {
      const answer = await app.page.evaluate(() =>
        window.bulkhead.call('tokens:inspect', { secret: 'x'.repeat(10_000_000) }),
      )
      expect(answer).toEqual({ ok: false, error: { code: 'too-big', message: 'the request is too big', hint: null } })
    })

    test('is refused with a prototype in the request, and nothing is polluted', async () => {
      const answer = await app.page.evaluate(() => {
        const request: unknown = JSON.parse('{"id":"x","__proto__":{"polluted":true}}')
        return window.bulkhead.call('tokens:remove', request as never)
      })
      expect(answer).toMatchObject({ ok: false, error: { code: 'usage' } })
      expect(await app.electron.evaluate(() => 'polluted' in {})).toBe(false)
    })

    test('is recorded when it is refused', async () => {
      await ask('tokens:everything', {})
      await expect.poll(async () => (await events()).at(-1)).toMatchObject({ action: 'ipc-refused', code: 'usage' })
    })

    test('is refused from another window, even one that shows our page with our preload', async () => {
      const answer = await app.electron.evaluate(async ({ BrowserWindow, app: electronApp }) => {
        const preload = `${electronApp.getAppPath()}/out/preload/index.cjs`
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await other.loadURL('app://bulkhead/index.html')
        const answered: unknown = await other.webContents.executeJavaScript("window.bulkhead.call('tokens:list', {})")
        other.destroy()
        return answered
      })
      expect(answer).toEqual({
        ok: false,
        error: { code: 'ipc-refused', message: 'only the window of bulkhead may ask', hint: null },
      })
      await expect
        .poll(async () => (await events()).at(-1))
        .toMatchObject({ action: 'ipc-refused', code: 'ipc-refused' })
    })

    test('still works after all of this', async () => {
      expect(await ask('tokens:list', {})).toMatchObject({ ok: true, value: [{ id, name: 'github-web' }] })
    })
  })

  test('is told no secret by any list or detail', async () => {
    const root = await desk.folder('web')
    await desk.cli(['bind', 'github-web', '--project', root])
    const replies = await Promise.all([
      ask('app:status', {}),
      ask('tokens:list', {}),
      ask('tokens:inspect', { secret: secret.value }),
      ask('tokens:quarantine', { id }),
      ask('tokens:release', { id }),
      ask('projects:list', {}),
      ask('sessions:list', {}),
      ask('events:list', { limit: 1000 }),
      ask('tokens:reveal', { id: `tok_${'0'.repeat(26)}` }),
    ])
    assertNoCanary([secret], 'the replies to the window', JSON.stringify(replies))
    expect(replies.slice(0, 8).every(({ ok }) => ok)).toBe(true)
  })

  test('is served by a main that never loads the library of the keychain', async () => {
    expect(await ask('tokens:copy', { id })).toMatchObject({ ok: true })
    const pid = await app.electron.evaluate(() => process.pid)
    expect(readFileSync(`/proc/${pid}/maps`, 'utf8')).not.toContain('keytar')
  })

  test.describe('revealing', () => {
    const answerQuestions = (response: number) =>
      app.electron.evaluate(({ dialog }, chosen) => {
        dialog.showMessageBox = async () => ({ response: chosen, checkboxChecked: false })
      }, response)

    test('tells nothing when the question of main is answered with no', async () => {
      await answerQuestions(1)
      const answer = await ask('tokens:reveal', { id })
      expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      assertNoCanary([secret], 'the refused reveal', JSON.stringify(answer))
    })

    test('tells the secret after a yes, and is recorded', async () => {
      await answerQuestions(0)
      const answer = (await ask('tokens:reveal', { id })) as { value: { plaintext: string } }
      expect(answer.value.plaintext === secret.value).toBe(true)
      expect((await events()).at(-1)).toMatchObject({ action: 'reveal' })
    })

    test('does not heap up questions', async () => {
      await app.electron.evaluate(({ dialog }) => {
        const shown = globalThis as unknown as { questions: number; close: () => void }
        const closed = Promise.withResolvers<void>()
        shown.close = closed.resolve
        shown.questions = 0
        dialog.showMessageBox = async () => {
          shown.questions += 1
          await closed.promise
          return { response: 1, checkboxChecked: false }
        }
      })
      let refused = 0
      const asked = Array.from({ length: 5 }, () => ask('tokens:reveal', { id }).finally(() => refused++))
      // The fifth is open.
      await expect.poll(() => refused).toBe(4)
      await app.electron.evaluate(() => (globalThis as unknown as { close: () => void }).close())
      const answers = await Promise.all(asked)
      expect(answers.every(({ ok }) => !ok)).toBe(true)
      expect(await app.electron.evaluate(() => (globalThis as unknown as { questions: number }).questions)).toBe(1)
    })

    test('is stopped after too many, and that is recorded', async () => {
      await answerQuestions(0)
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask('tokens:copy', { id })))
      expect(answers.filter(({ ok }) => ok).length).toBeLessThan(20)
      expect(await ask('tokens:reveal', { id })).toMatchObject({
        ok: false,
        error: { message: 'too many secrets were asked for' },
      })
      expect((await events()).at(-1)).toMatchObject({ action: 'ipc-refused', code: 'rate-limited' })
    })
  })
})
