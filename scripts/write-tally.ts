import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase } from 'vitest/node'
import type { Skipped, Tally } from './tally.ts'

/**
 * A vitest reporter that leaves the tally of the run as JSON in `path`.
 *
 * A file that cannot be loaded, a hook that throws and an error that no test caught count as one failure each.
 */
export function writeTally(path: string): Reporter {
  return {
    onTestRunEnd(modules, unhandled) {
      const cases = modules.flatMap((module) => [...module.children.allTests()])
      const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
      const count = (state: string) => cases.filter((test) => test.result().state === state).length
      const broken = suites.filter((suite) => suite.errors().length > 0).length
      const tally: Tally = {
        passed: count('passed'),
        failed: count('failed') + count('pending') + broken + unhandled.length,
        skipped: cases.flatMap(skippedOf),
      }
      writeFileSync(path, JSON.stringify(tally))
    },
  }
}

function skippedOf(test: TestCase): Skipped[] {
  const result = test.result()
  if (result.state !== 'skipped') return []
  return [{ name: `${test.module.relativeModuleId} > ${test.fullName}`, why: result.note ?? 'the test says no reason' }]
}
