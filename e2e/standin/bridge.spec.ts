import { expect, test } from './launch-fixture.ts'

interface Api {
  echo(value: unknown): Promise<unknown>
  describe(value: unknown): Promise<string>
  fail(): Promise<never>
  missing(): Promise<never>
  sender(): Promise<unknown>
  throwAtOnce(): never
  onTick(listener: (value: unknown) => void): () => void
  facts: { platform: string; sandboxed: boolean }
}

interface FixtureWindow {
  fixture: Api
  ticks: unknown[]
  stop: () => void
  caught: unknown[]
}

declare const window: FixtureWindow & Window & typeof globalThis

test.describe('the bridge', () => {
  test('shows the page the named functions and nothing else', async ({ fixture: { page } }) => {
    const found = await page.evaluate(() => ({
      api: Object.keys(window.fixture),
      foreign: [
        'require',
        'process',
        'module',
        'Buffer',
        'ipcRenderer',
        'electron',
        '__standinToMain',
        '__standinFromMain',
      ].filter((name) => name in window),
    }))
    expect(found.api).toEqual(['echo', 'describe', 'fail', 'missing', 'sender', 'throwAtOnce', 'onTick', 'facts'])
    expect(found.foreign).toEqual([])
  })

  test('is there before the first script of the page', async ({ fixture: { page } }) => {
    const seen = await page.evaluate(() => (window as unknown as { seenAtStart: { api: string[] } }).seenAtStart)
    expect(seen.api).toContain('echo')
  })

  test('cannot be changed by the page', async ({ fixture: { page } }) => {
    const after = await page.evaluate(() => {
      const attempts = [
        () => Object.assign(window.fixture, { echo: () => 'forged' }),
        () => Object.defineProperty(window, 'fixture', { value: {} }),
        () => Object.assign(window.fixture.facts, { platform: 'forged' }),
        () => Reflect.deleteProperty(window, 'fixture'),
      ]
      for (const attempt of attempts) {
        try {
          attempt()
        } catch {
          // Refused loudly: as good as refused silently.
        }
      }
      return { echo: String(window.fixture.echo).includes('forged'), platform: window.fixture.facts.platform }
    })
    expect(after).toEqual({ echo: false, platform: 'linux' })
  })

  test('does not show its node or its messages to a page that replaced what it uses', async ({
    fixture: { app, page },
  }) => {
    await page.addInitScript(() => {
      window.caught = []
      const { apply } = Reflect
      const spy = (owner: object, name: string): void => {
        const descriptor = Object.getOwnPropertyDescriptor(owner, name)
        const original = descriptor?.value ?? descriptor?.get
        if (descriptor === undefined || typeof original !== 'function') return
        const wrapped = function (this: unknown, ...args: unknown[]): unknown {
          if (this instanceof HTMLElement && !this.isConnected) window.caught.push([name, String(this)])
          if (args.some((arg) => arg instanceof CustomEvent)) window.caught.push([name, 'event'])
          return apply(original, this, args)
        }
        const kind = descriptor.get === undefined ? { value: wrapped, writable: true } : { get: wrapped }
        Object.defineProperty(owner, name, { ...kind, configurable: true })
      }
      for (const name of ['dispatchEvent', 'addEventListener']) spy(EventTarget.prototype, name)
      for (const name of ['target', 'currentTarget', 'composedPath']) spy(Event.prototype, name)
      spy(CustomEvent.prototype, 'detail')
      for (const name of ['get', 'set']) spy(Map.prototype, name)
      spy(Reflect, 'apply')
      spy(Function.prototype, 'call')
      spy(Function.prototype, 'apply')
      window.addEventListener('standin-handover', (event) => window.caught.push(['handover', event]), true)
    })
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.reload())
    await page.waitForFunction(() => Array.isArray(window.caught) && document.readyState === 'complete')
    const { echoed, caught } = await page.evaluate(async () => {
      const stop = window.fixture.onTick(() => undefined)
      stop()
      return { echoed: await window.fixture.echo([1, { two: 2 }]), caught: window.caught }
    })
    expect(echoed).toEqual([1, { two: 2 }])
    expect(caught).toEqual([])
  })

  test('hears nothing from a page that imitates the handover', async ({ fixture: { page } }) => {
    const answers = await page.evaluate(() => {
      const heard: string[] = []
      const node = document.createElement('i')
      for (const name of ['to-page', 'to-preload']) node.addEventListener(name, () => heard.push(name))
      document.dispatchEvent(new FocusEvent('standin-handover', { relatedTarget: node }))
      for (const name of ['to-page', 'to-preload']) {
        for (let target = 0; target < 20; target += 1) {
          node.dispatchEvent(new CustomEvent(name, { detail: { kind: 'call', target, args: [] } }))
        }
      }
      return heard.length
    })
    // 40: the page heard its own events, and no answer to any of them.
    expect(answers).toBe(40)
  })

  test('gives frames inside the page no bridge', async ({ fixture: { page } }) => {
    const frame = page.frame({ url: /frame\.html/ })
    expect(await frame?.evaluate(() => 'fixture' in window)).toBe(false)
  })

  test('carries dates, bytes, undefined, maps and cycles both ways', async ({ fixture: { page } }) => {
    const echoed = await page.evaluate(async () => {
      const sent: Record<string, unknown> = {
        date: new Date(86_400_000),
        bytes: new Uint8Array([0, 127, 255]),
        nothing: undefined,
        map: new Map([['a', new Set([1])]]),
        big: 2n ** 70n,
        odd: [Number.NaN, -0, Number.NEGATIVE_INFINITY],
        text: 'é \u2028 😀 \ud800',
      }
      const got = (await window.fixture.echo(sent)) as typeof sent
      return {
        date: got.date instanceof Date && got.date.getTime(),
        bytes: got.bytes instanceof Uint8Array && [...got.bytes],
        hasNothing: 'nothing' in got && got.nothing === undefined,
        map: got.map instanceof Map && [...(got.map.get('a') as Set<number>)],
        big: String(got.big),
        odd: (got.odd as number[]).map((value) => (Object.is(value, -0) ? '-0' : String(value))),
        sameText: got.text === sent.text,
      }
    })
    expect(echoed).toEqual({
      date: 86_400_000,
      bytes: [0, 127, 255],
      hasNothing: true,
      map: [1],
      big: String(2n ** 70n),
      odd: ['NaN', '-0', '-Infinity'],
      sameText: true,
    })
    expect(await page.evaluate(() => window.fixture.describe(new Uint8Array(3)))).toBe('[object Uint8Array]')
  })

  test('hands an own __proto__ to main as an own property', async ({ fixture: { app, page } }) => {
    await app.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('describe')
      ipcMain.handle(
        'describe',
        (_event, value) => `${Object.hasOwn(value, '__proto__')} ${({} as { bad?: number }).bad}`,
      )
    })
    const told = await page.evaluate(() => window.fixture.describe(JSON.parse('{"__proto__":{"bad":1}}')))
    expect(told).toBe('true undefined')
  })

  test('refuses what cannot be cloned, in Electron’s words', async ({ fixture: { app, page } }) => {
    await app.evaluate(({ ipcMain }) => {
      ipcMain.removeHandler('echo')
      ipcMain.handle('echo', () => () => 'a function')
    })
    const failure = await page.evaluate(() => window.fixture.echo(1).catch((error: Error) => error.message))
    expect(failure).toBe("Error invoking remote method 'echo': Error: An object could not be cloned.")
  })

  test('tells of errors in Electron’s words', async ({ fixture: { page } }) => {
    const failures = await page.evaluate(async () => {
      const { fail, missing, throwAtOnce } = window.fixture
      const atOnce = (): string => {
        try {
          return throwAtOnce()
        } catch (error) {
          return `${error instanceof Error} ${(error as Error).message}`
        }
      }
      return [await fail().catch((error) => error.message), await missing().catch((error) => error.message), atOnce()]
    })
    expect(failures).toEqual([
      "Error invoking remote method 'fail': RangeError: failed in main",
      "Error invoking remote method 'missing': Error: No handler registered for 'missing'",
      'true thrown in the preload',
    ])
  })

  test('shows main the sender as app://, in its main frame', async ({ fixture: { page } }) => {
    expect(await page.evaluate(() => window.fixture.sender())).toEqual({
      url: 'app://bundle/index.html',
      origin: 'app://bundle',
      isMain: true,
      isOurs: true,
    })
  })

  test('brings events from main, and gives the unsubscribe at once', async ({ fixture: { app, page } }) => {
    const tick = (value: unknown) =>
      app.evaluate(({ BrowserWindow }, sent) => BrowserWindow.getAllWindows()[0]?.webContents.send('tick', sent), value)
    await page.evaluate(() => {
      window.ticks = []
      window.stop = window.fixture.onTick((value) => window.ticks.push(value))
    })
    await tick({ n: 1 })
    await expect.poll(() => page.evaluate(() => window.ticks)).toEqual([{ n: 1 }])
    await page.evaluate(() => window.stop())
    await tick({ n: 2 })
    await page.evaluate(() => window.fixture.echo('a round trip after it'))
    expect(await page.evaluate(() => window.ticks)).toEqual([{ n: 1 }])
  })

  test('works again after the page was loaded anew', async ({ fixture: { app, page } }) => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.reload())
    await page.waitForLoadState('load')
    await expect.poll(() => page.evaluate(() => window.fixture.echo('again')).catch(() => '')).toBe('again')
  })
})
