import { execFileSync } from 'node:child_process'
import type { BrowserWindow as Window } from 'electron'
import { expect, launchFixture, seenBy, test } from './launch-fixture.ts'

declare const openFixture: (options?: object) => Window

const xdotool = (...args: string[]): string => execFileSync('xdotool', args, { encoding: 'utf8' }).trim()

/** The X windows on the screen with that title. */
const idsOf = (title: string): string[] => {
  try {
    return xdotool('search', '--onlyvisible', '--name', title).split('\n')
  } catch {
    return []
  }
}

const shownOnScreen = (): string[] => idsOf('Fixture')

/** Sends what a window manager sends when its close button is pressed: WM_DELETE_WINDOW. xdotool of Debian 12 cannot. */
function pressCloseButton(xid: string): void {
  const script = `
import ctypes
x = ctypes.CDLL('libX11.so.6')
x.XOpenDisplay.restype = ctypes.c_void_p
x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x.XInternAtom.restype = ctypes.c_ulong
x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
display = x.XOpenDisplay(None)
event = (ctypes.c_long * 24)()
event[0] = 33
event[4] = ${xid}
event[5] = x.XInternAtom(display, b'WM_PROTOCOLS', 0)
event[6] = 32
event[7] = x.XInternAtom(display, b'WM_DELETE_WINDOW', 0)
x.XSendEvent(display, ${xid}, 0, 0, event)
x.XSync(display, 0)
`
  execFileSync('python3', ['-c', script])
}

test.describe('a window', () => {
  test('has exactly the size that was asked for', async ({ fixture: { app, page } }) => {
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500])
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(820, 610))
    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([820, 610])
  })

  test('shows its page under the app’s own address and title', async ({ fixture: { app } }) => {
    const shown = () =>
      app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        return { url: window?.webContents.getURL(), title: window?.getTitle() }
      })
    await expect.poll(shown).toEqual({ url: 'app://bundle/index.html', title: 'Fixture' })
  })

  test('enforces the policy of the app’s handler', async ({ fixture: { page } }) => {
    const tried = await page.evaluate(async () => {
      const blocked: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => blocked.push(effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      const fetched = await fetch('https://example.com/').catch(() => 'refused')
      const image = new Image()
      const loaded = new Promise((resolve) => {
        image.onerror = () => resolve('refused')
        image.onload = () => resolve('loaded')
      })
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='
      const found = window as unknown as Record<string, unknown>
      return {
        inline: found.inlineRan,
        injected: found.injected,
        fetched,
        image: await loaded,
        blocked: blocked.toSorted(),
      }
    })
    expect(tried).toEqual({
      inline: undefined,
      injected: undefined,
      fetched: 'refused',
      image: 'refused',
      blocked: ['connect-src', 'img-src', 'script-src-elem'],
    })
  })

  test('sends bodies and methods to the app’s handler', async ({ fixture: { page } }) => {
    const answer = await page.evaluate(async () => {
      const response = await fetch('/posted', { method: 'POST', body: 'é posted' })
      return [await response.text(), response.headers.get('x-method'), (await fetch('/none.bin')).status]
    })
    expect(answer).toEqual(['é posted', 'POST', 404])
  })

  test('asks before a page navigates, and stays when that is prevented', async ({ fixture: { app, page } }) => {
    await page.getByRole('link', { name: 'away' }).click()
    await expect.poll(async () => (await seenBy(app)).navigations).toEqual(['https://example.com/away'])
    await page.evaluate(() => {
      location.href = 'https://example.com/by-script'
    })
    await expect.poll(async () => (await seenBy(app)).navigations.at(-1)).toBe('https://example.com/by-script')
    expect(page.url()).toContain('index.html')
    await expect(page.getByRole('heading')).toBeVisible()
  })

  test('asks before a page opens a window, and opens none', async ({ fixture: { app, page } }) => {
    await page.getByRole('link', { name: 'new window' }).click()
    const handle = await page.evaluate(() => window.open('https://example.com/opened') === null)
    expect(handle).toBe(true)
    await expect
      .poll(async () => (await seenBy(app)).popups)
      .toEqual(['https://example.com/new', 'https://example.com/opened'])
    expect(app.windows()).toHaveLength(1)
  })

  test('refuses every permission', async ({ fixture: { page } }) => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied'])
  })

  test('disappears from the screen and comes back', async ({ fixture: { app } }) => {
    const call = (name: 'hide' | 'show') =>
      app.evaluate(({ BrowserWindow }, method) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.[method]()
        return window?.isVisible()
      }, name)
    await expect.poll(shownOnScreen).toHaveLength(1)
    expect(await call('hide')).toBe(false)
    await expect.poll(shownOnScreen).toHaveLength(0)
    expect(await call('show')).toBe(true)
    await expect.poll(shownOnScreen).toHaveLength(1)
  })

  test('stays off the screen until it is shown, and says when it is ready', async ({ fixture: { app } }) => {
    await app.evaluate(
      () => new Promise<void>((resolve) => openFixture({ show: false }).once('ready-to-show', () => resolve())),
    )
    await expect.poll(shownOnScreen).toHaveLength(1)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[1]?.show())
    await expect.poll(shownOnScreen).toHaveLength(2)
  })

  test('can be one of several, each with its own page', async ({ fixture: { app, page } }) => {
    const opening = app.waitForEvent('window')
    await app.evaluate(() => void openFixture({ width: 400, height: 300 }))
    const second = await opening
    await second.getByRole('heading', { name: 'Fixture' }).waitFor()
    expect(await second.evaluate(() => innerWidth)).toBe(400)
    const window = await app.browserWindow(second)
    expect(await window.evaluate((opened) => opened.getSize())).toEqual([400, 300])
    await second.close()
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await expect(page.getByRole('heading')).toBeVisible()
  })

  test('is destroyed at once when main closes it, and the app lives on without windows', async ({
    fixture: { app, page },
  }) => {
    const gone = page.waitForEvent('close')
    const told = await app.evaluate(({ BrowserWindow, app: electronApp }) => {
      const [window] = BrowserWindow.getAllWindows()
      const events: string[] = []
      window?.on('close', () => events.push('close'))
      window?.on('closed', () => events.push('closed'))
      const all = new Promise((resolve) => electronApp.once('window-all-closed', () => resolve('all closed')))
      window?.close()
      return all.then((last) => [...events, last, window?.isDestroyed(), BrowserWindow.getAllWindows().length])
    })
    expect(told).toEqual(['close', 'closed', 'all closed', true, 0])
    await gone
    const opening = app.waitForEvent('window')
    await app.evaluate(() => void openFixture())
    await (await opening).getByRole('heading', { name: 'Fixture' }).waitFor()
  })

  test('stays when a listener prevents the closing', async ({ fixture: { app, page } }) => {
    const destroyed = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.once('close', (event) => event.preventDefault())
      window?.close()
      return window?.isDestroyed()
    })
    expect(destroyed).toBe(false)
    await expect(page.getByRole('heading')).toBeVisible()
  })

  test('comes back on its page when the user’s closing is prevented', async ({ home }) => {
    const { app, page } = await launchFixture(home)
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.on('close', (event) => {
        event.preventDefault()
        window.hide()
      })
    })
    const reopening = app.waitForEvent('window')
    await page.evaluate(() => {
      document.title = 'To be closed'
    })
    await expect.poll(() => idsOf('To be closed')).toHaveLength(1)
    pressCloseButton(idsOf('To be closed')[0] ?? '')
    await page.waitForEvent('close').catch(() => undefined)
    await (await reopening).getByRole('heading', { name: 'Fixture' }).waitFor()
    const state = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return [window?.isDestroyed(), window?.isVisible(), window?.webContents.getURL()]
    })
    expect(state).toEqual([false, false, 'app://bundle/index.html'])
    // Its windows do not let quit() through, so Playwright's own closing would wait for ever.
    await app.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined)
  })

  test('does what the accelerators of the application menu say, unless the page took the key', async ({
    fixture: { app, page },
  }) => {
    await app.evaluate(({ Menu }) => {
      const { seen } = globalThis as unknown as { seen: { clicks: unknown[] } }
      const submenu = [
        { label: 'Find', accelerator: 'CmdOrCtrl+Shift+K', click: () => seen.clicks.push('find') },
        {
          label: 'Shown',
          accelerator: 'CmdOrCtrl+1',
          registerAccelerator: false,
          click: () => seen.clicks.push('shown'),
        },
        { label: 'Taken', accelerator: 'Alt+T', click: () => seen.clicks.push('taken') },
      ]
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'File', submenu }]))
    })
    await page.evaluate(() => addEventListener('keydown', (event) => event.altKey && event.preventDefault()))
    for (const keys of ['Control+1', 'Alt+t', 'Control+Shift+K']) await page.keyboard.press(keys)
    await expect.poll(async () => (await seenBy(app)).clicks).toEqual(['find'])
    await app.evaluate(({ Menu }) => Menu.setApplicationMenu(null))
  })

  test('follows light and dark', async ({ fixture: { app, page } }) => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const choose = (source: 'dark' | 'light') =>
      app.evaluate(({ nativeTheme }, chosen) => {
        const updated = new Promise((resolve) =>
          nativeTheme.once('updated', () => resolve(nativeTheme.shouldUseDarkColors)),
        )
        nativeTheme.themeSource = chosen
        return updated
      }, source)
    expect(await background()).toBe('rgb(255, 255, 255)')
    expect(await choose('dark')).toBe(true)
    await expect.poll(background).toBe('rgb(0, 0, 0)')
    expect(await choose('light')).toBe(false)
    await expect.poll(background).toBe('rgb(255, 255, 255)')
  })

  test('gives a picture of its page', async ({ fixture: { app } }) => {
    const size = await app.evaluate(async ({ BrowserWindow }) =>
      (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.getSize(),
    )
    expect(size).toEqual({ width: 700, height: 500 })
  })
})
