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

/** Playwright's test with a throwaway `home`, and `fixture`, an app that is closed afterwards. */
export const test = base.extend<{ home: string; fixture: Fixture }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'standin-home-'))
    await use(home)
    rmSync(home, { recursive: true, force: true })
  },
  fixture: async ({ home }, use) => {
    const fixture = await launchFixture(home)
    await use(fixture)
    await fixture.app.close()
  },
})

export { expect } from '@playwright/test'
