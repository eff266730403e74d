import { defineConfig } from '@playwright/test'
import { findElectron } from './find-electron.ts'

const electron = findElectron()
// Playwright asks the electron package for the program, in this process; so the override has to be set here.
if (electron.kind === 'stand-in') process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.folder

const results = process.env.BULKHEAD_TEST_RESULTS

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  // One window at a time: the specs share one display, one clipboard and two cores.
  workers: 1,
  // What passes only at the second try is named in the run's last lines; see scripts/run-tests.ts.
  retries: 1,
  forbidOnly: true,
  // Windows, keyrings and processes: ten times slower on a busy machine. A hang is still found.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: results === undefined ? 'list' : [['list'], ['json', { outputFile: results }]],
})
