import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { busObject } from './bus-object.ts'
import { expect, launchFixture, seenBy, test } from './launch-fixture.ts'
import { callBus, dbus } from './session-bus.ts'

const xclipText = (): string => {
  try {
    return execFileSync('xclip', ['-selection', 'clipboard', '-out'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      // When its owner ends while xclip asks it, xclip waits for ever.
      timeout: 5_000,
    })
  } catch {
    return ''
  }
}

/** A session bus connection of the test's own, closed afterwards. */
async function withBus(run: (bus: ReturnType<ReturnType<typeof dbus>['sessionBus']>) => Promise<void>): Promise<void> {
  const bus = dbus().sessionBus()
  try {
    await run(bus)
  } finally {
    bus.disconnect()
  }
}

type Layout = [number, Record<string, { value: unknown }>, { value: Layout }[]]

const MENU = { path: '/MenuBar', interface: 'com.canonical.dbusmenu' }
const WATCHER = 'org.kde.StatusNotifierWatcher'

/** Plays the desktop's tray: resolves with the bus name of the item that registers. */
async function watchForItem(bus: ReturnType<ReturnType<typeof dbus>['sessionBus']>): Promise<string> {
  const registered = Promise.withResolvers<string>()
  const watcher = busObject({
    name: WATCHER,
    properties: { IsStatusNotifierHostRegistered: ['b', () => true] },
    methods: { RegisterStatusNotifierItem: ['s', '', (name: string) => registered.resolve(name)] },
    signals: {},
  })
  bus.export('/StatusNotifierWatcher', watcher.interface)
  await bus.requestName(WATCHER)
  return registered.promise
}

test.describe('the tray', () => {
  test('registers with a watcher that comes late, shows its menu and hears clicks', async ({ fixture: { app } }) => {
    await withBus(async (bus) => {
      // The app runs already: this watcher is a late one.
      const destination = await watchForItem(bus)
      const [, root] = (await callBus(bus, {
        destination,
        ...MENU,
        member: 'GetLayout',
        signature: 'iias',
        body: [0, -1, []],
      })) as [number, Layout]
      const items = root[2].map(({ value }) => value)
      const labelled = (label: string): number =>
        items.find(([, { label: found }]) => found?.value === label)?.[0] ?? -1
      expect(items.map(([, { label, type }]) => label?.value ?? type?.value)).toEqual([
        'Open__it',
        'separator',
        'More',
        'Off',
        'Tick',
      ])
      expect(items[2]?.[2][0]?.value[1].label?.value).toBe('Deep')
      expect(items[3]?.[1].enabled?.value).toBe(false)

      const { Variant } = dbus()
      const click = (id: number) =>
        callBus(bus, {
          destination,
          ...MENU,
          member: 'Event',
          signature: 'isvu',
          body: [id, 'clicked', new Variant('s', ''), 0],
        })
      await click(labelled('Off'))
      await click(labelled('Open__it'))
      await click(items[2]?.[2][0]?.value[0] ?? -1)
      await click(labelled('Tick'))
      await expect.poll(async () => (await seenBy(app)).clicks).toEqual(['open', 'deep', true])

      const item = { destination, path: '/StatusNotifierItem', interface: 'org.kde.StatusNotifierItem' }
      await callBus(bus, { ...item, member: 'Activate', signature: 'ii', body: [1, 2] })
      await expect.poll(async () => (await seenBy(app)).clicks.at(-1)).toBe('icon')
      const [pixmap] = await callBus(bus, {
        destination,
        path: item.path,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [item.interface, 'IconPixmap'],
      })
      expect(
        (pixmap as { value: [number, number, Buffer][] }).value.map(([width, height, { length }]) => [
          width,
          height,
          length,
        ]),
      ).toEqual([[1, 1, 4]])
    })
  })

  test('tells of a new menu, and is gone from the bus when destroyed', async ({ fixture: { app } }) => {
    await withBus(async (bus) => {
      const destination = await watchForItem(bus)
      const revision = async (): Promise<[number, unknown[]]> => {
        const call = { destination, ...MENU, member: 'GetLayout', signature: 'iias', body: [0, 1, []] }
        const [number, root] = (await callBus(bus, call)) as [number, Layout]
        return [number, root[2].map(({ value }) => value[1].label?.value)]
      }
      const [before] = await revision()
      await app.evaluate(({ Menu }) => {
        const { tray } = globalThis as unknown as { tray: Electron.Tray }
        tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Only' }]))
      })
      const [after, labels] = await revision()
      expect(after).toBeGreaterThan(before)
      expect(labels).toEqual(['Only'])
      await app.evaluate(() => (globalThis as unknown as { tray: Electron.Tray }).tray.destroy())
      await expect.poll(() => revision().catch(() => 'gone')).toBe('gone')
    })
  })
})

test.describe('the clipboard', () => {
  test('holds what is written until it is cleared', async ({ fixture: { app } }) => {
    await app.evaluate(({ clipboard, ClipboardItem }) =>
      clipboard.write([
        new ClipboardItem({
          'text/plain': 'kept – é',
          'electron application/osclipboard;format="x-kde-passwordManagerHint"': 'secret',
        }),
      ]),
    )
    expect(xclipText()).toBe('kept – é')
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('kept – é')
    await app.evaluate(({ clipboard }) => clipboard.clear())
    await expect.poll(xclipText).toBe('')
  })

  test('gives way to another program', async ({ fixture: { app } }) => {
    await app.evaluate(({ clipboard }) => clipboard.writeText('ours'))
    const other = spawn('xclip', ['-quiet', '-selection', 'clipboard', '-in'], { stdio: ['pipe', 'ignore', 'ignore'] })
    other.stdin.end('theirs')
    await expect.poll(xclipText).toBe('theirs')
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('theirs')
    other.kill()
  })

  test('is emptied when the app ends', async ({ home }) => {
    const { app } = await launchFixture(home)
    await app.evaluate(({ clipboard }) => clipboard.writeText('gone with the app'))
    expect(xclipText()).toBe('gone with the app')
    process.kill(app.process().pid ?? 0, 'SIGKILL')
    await expect.poll(xclipText).toBe('')
  })
})

test('a notification reaches the desktop, and its click comes back', async ({ fixture: { app } }) => {
  await withBus(async (bus) => {
    const shown = Promise.withResolvers<unknown[]>()
    const daemon = busObject({
      name: 'org.freedesktop.Notifications',
      properties: {},
      methods: {
        Notify: [
          'susssasa{sv}i',
          'u',
          (...args: unknown[]) => {
            shown.resolve(args)
            return 7
          },
        ],
        CloseNotification: ['u', '', (number: number) => daemon.emit('NotificationClosed', number, 3)],
      },
      signals: { ActionInvoked: 'us', NotificationClosed: 'uu' },
    })
    bus.export('/org/freedesktop/Notifications', daemon.interface)
    await bus.requestName('org.freedesktop.Notifications')
    const events = app.evaluate(
      ({ Notification }) =>
        new Promise((resolve) => {
          const heard: string[] = []
          const notification = new Notification({ title: 'Wide', body: 'one leak reaches this', urgency: 'critical' })
          notification.on('show', () => heard.push('show'))
          notification.on('click', () => {
            heard.push('click')
            notification.close()
          })
          notification.on('close', () => resolve([...heard, 'close']))
          notification.show()
        }),
    )
    const [, , , title, body, , hints] = await shown.promise
    expect([title, body]).toEqual(['Wide', 'one leak reaches this'])
    expect((hints as { urgency: { value: number } }).urgency.value).toBe(2)
    // The number is known to the app once its call has been answered.
    const clicks = setInterval(() => daemon.emit('ActionInvoked', 7, 'default'), 100)
    expect(await events).toEqual(['show', 'click', 'close'])
    clearInterval(clicks)
  })
})

test('the screen lock is heard', async ({ fixture: { app } }) => {
  await withBus(async (bus) => {
    const heard = app.evaluate(
      ({ powerMonitor }) => new Promise((resolve) => powerMonitor.once('lock-screen', () => resolve('locked'))),
    )
    const saver = busObject({
      name: 'org.freedesktop.ScreenSaver',
      properties: {},
      methods: {},
      signals: { ActiveChanged: 'b' },
    })
    bus.export('/org/freedesktop/ScreenSaver', saver.interface)
    await bus.requestName('org.freedesktop.ScreenSaver')
    const locking = setInterval(() => saver.emit('ActiveChanged', true), 50)
    expect(await heard).toBe('locked')
    clearInterval(locking)
  })
})

test('a utility process answers, is a process of its own, and tells how it ended', async ({ fixture: { app } }) => {
  const worker = join(import.meta.dirname, 'fixture/worker.mjs')
  const told = await app.evaluate(async ({ utilityProcess }, path) => {
    const child = utilityProcess.fork(path, [], { serviceName: 'Echo' })
    const answer = new Promise<{ echo: { when: Date }; pid: number }>((resolve) => child.once('message', resolve))
    child.once('spawn', () => child.postMessage({ when: new Date(5) }))
    const { echo, pid } = await answer
    const exit = new Promise((resolve) => child.once('exit', resolve))
    child.postMessage('end')
    return { when: echo.when.getTime(), other: pid !== process.pid && pid > 0, code: await exit, pid: child.pid }
  }, worker)
  expect(told).toEqual({ when: 5, other: true, code: 3, pid: undefined })
})

test.describe('a dialog', () => {
  const ask = (app: import('@playwright/test').ElectronApplication) =>
    app.evaluate(({ dialog, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const options = {
        message: 'Remove it?',
        detail: 'It is lost.',
        buttons: ['Remove', 'Cancel'],
        checkboxLabel: 'Sure',
      }
      return window === undefined ? undefined : dialog.showMessageBox(window, options)
    })

  test('is a window with the message and a button for each answer', async ({ fixture: { app } }) => {
    const opening = app.waitForEvent('window')
    const answer = ask(app)
    const window = await opening
    await window.getByText('It is lost.').waitFor()
    await window.getByLabel('Sure').check()
    await window.getByRole('button', { name: 'Remove' }).click()
    expect(await answer).toEqual({ response: 0, checkboxChecked: true })
  })

  test('answers with the cancelling button when it is dismissed', async ({ fixture: { app } }) => {
    const opening = app.waitForEvent('window')
    const answer = ask(app)
    const window = await opening
    await window.getByRole('button', { name: 'Cancel' }).waitFor()
    // The window is gone before Playwright has let go of the key.
    await window.keyboard.press('Escape').catch(() => undefined)
    expect(await answer).toEqual({ response: 1, checkboxChecked: false })
  })

  test('can be answered by a test that replaces the function', async ({ fixture: { app } }) => {
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: true })
    })
    expect(await ask(app)).toEqual({ response: 1, checkboxChecked: true })
  })

  test('asks for a path', async ({ fixture: { app } }) => {
    const opening = app.waitForEvent('window')
    const answer = app.evaluate(({ dialog }) =>
      dialog.showOpenDialog({ title: 'Project folder', properties: ['openDirectory'] }),
    )
    const window = await opening
    await window.getByLabel('Path').fill('/tmp/../tmp/project')
    await window.getByRole('button', { name: 'Choose' }).click()
    expect(await answer).toEqual({ canceled: false, filePaths: ['/tmp/project'] })
  })
})

test('an address other than http and https is not handed to the desktop', async ({ fixture: { app } }) => {
  const refused = await app.evaluate(({ shell }) =>
    Promise.all(
      ['file:///etc/passwd', 'javascript:alert(1)', 'ssh://host'].map((url) =>
        shell.openExternal(url).then(
          () => 'opened',
          (error: Error) => error.message,
        ),
      ),
    ),
  )
  expect(refused).toEqual(Array(3).fill('the stand-in opens http and https addresses only'))
})
