import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import type { Skipped } from './tally.ts'
import type { FileResults, UnitResults } from './unit-results.ts'

/**
 * A vitest reporter that leaves what the run says as JSON in `path`.
 *
 * A file that cannot be loaded, a hook that throws and a test that never ended count as one failure each.
 */
export function writeUnitResults(path: string): Reporter {
  return {
    onTestRunEnd(modules, unhandled) {
      const results: UnitResults = { files: modules.map(resultsOf), unhandled: unhandled.length }
      writeFileSync(path, JSON.stringify(results))
    },
  }
}

function resultsOf(module: TestModule): FileResults {
  const cases = [...module.children.allTests()]
  const broken = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0)
  const inState = (...states: string[]) => cases.filter((test) => states.includes(test.result().state))
  return {
    path: module.relativeModuleId,
    passed: inState('passed').length,
    failed: [...inState('failed', 'pending').map(nameOf), ...broken.map(() => module.relativeModuleId)],
    skipped: cases.flatMap(skippedOf),
  }
}

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId} > ${test.fullName}`

function skippedOf(test: TestCase): Skipped[] {
  const result = test.result()
  return result.state === 'skipped' ? [{ name: nameOf(test), why: result.note ?? 'the test says no reason' }] : []
}
