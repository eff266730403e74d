import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { writeUnitResults } from './write-unit-results.ts'

const results = process.env.BULKHEAD_TEST_RESULTS

export default defineConfig({
  test: {
    root: dirname(dirname(fileURLToPath(import.meta.url))),
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'e2e/**/*.test.ts'],
    pool: 'forks',
    // Most tests wait for processes that they started; one worker per core would leave the machine idle.
    maxWorkers: Math.max(3, availableParallelism()),
    // A file may change the environment or leave listeners; the next one must not see it.
    isolate: true,
    allowOnly: false,
    // Real keyrings, shells and processes: thirty times slower on a busy machine. A hang is still found.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: results === undefined ? ['default'] : ['default', writeUnitResults(results)],
  },
})
