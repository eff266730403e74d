import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'

/** Folder that `ELECTRON_OVERRIDE_DIST_PATH` names: the stand-in's own. */
const STANDIN = import.meta.dirname

/** What the fixture app keeps for the specs: see fixture/main.mjs. */
export interface Seen {
  readonly second: { last: string; data: unknown }[]
  readonly navigations: string[]
  readonly popups: string[]
  readonly clicks: unknown[]
}

/** A running fixture app and its first window, loaded. */
export interface Fixture {
  readonly app: ElectronApplication
  readonly page: Page
}

/** The command that the `electron` package would start. */
export const STANDIN_COMMAND = join(STANDIN, 'electron')

/** The fixture app's main script. */
export const FIXTURE_MAIN = join(STANDIN, 'fixture/main.mjs')

/** The environment of a stand-in with a vault home of its own. */
export const standinEnv = (home: string): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  FORCE_COLOR: '0',
  BULKHEAD_HOME: home,
})

/** Starts the fixture app. `colorScheme: null` leaves light and dark to the app, as a user has it. */
export async function launchFixture(home: string): Promise<Fixture> {
  // Read by the electron package inside Playwright's own process.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = STANDIN
  const app = await _electron.launch({ args: [FIXTURE_MAIN], env: standinEnv(home), colorScheme: null })
  const page = await app.firstWindow()
  await page.getByRole('heading', { name: 'Fixture' }).waitFor()
  return { app, page }
}

/** What the fixture app has noted so far. */
export const seenBy = (app: ElectronApplication): Promise<Seen> =>
  app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)

interface Fixtures {
  /** A throwaway vault home. */
  readonly home: string
  /** The app that the specs of a run share, begun anew: no window but one, no state of an earlier test. */
  readonly fixture: Fixture
}

/** Playwright's test with a throwaway home and the shared fixture app. A test that ends the app launches its own. */
export const test = base.extend<Fixtures, { shared: ElectronApplication }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
  home: async ({}, use) => {
    const home = makeHome()
    await use(home)
    rmSync(home, { recursive: true, force: true })
  },
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const home = makeHome()
      const { app } = await launchFixture(home)
      await use(app)
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  fixture: async ({ shared }, use) => {
    const opening = shared.waitForEvent('window')
    await shared.evaluate(() => (globalThis as unknown as { beginAnew: () => void }).beginAnew())
    const page = await opening
    await page.getByRole('heading', { name: 'Fixture' }).waitFor()
    await use({ app: shared, page })
  },
})

const makeHome = (): string => mkdtempSync(join(tmpdir(), 'standin-home-'))

export { expect } from '@playwright/test'
