import { readFileSync } from 'node:fs'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import type { Skipped, Tally } from './tally.ts'

/**
 * The tally of Playwright's JSON report at `path`.
 *
 * A test that passed only when tried again counts as failed; so does an error outside of any test.
 */
export function readPlaywrightTally(path: string): Tally {
  const report = JSON.parse(readFileSync(path, 'utf8')) as JSONReport
  const specs = report.suites.flatMap(specsOf)
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ spec, test })))
  return {
    passed: tests.filter(({ test }) => test.status === 'expected').length,
    failed:
      tests.filter(({ test }) => test.status === 'unexpected' || test.status === 'flaky').length + report.errors.length,
    skipped: tests
      .filter(({ test }) => test.status === 'skipped')
      .map(
        ({ spec, test }): Skipped => ({
          name: `e2e/${spec.file} > ${spec.title}`,
          why: test.annotations.find(({ description }) => description)?.description ?? 'the test says no reason',
        }),
      ),
  }
}

const specsOf = (suite: JSONReportSuite): JSONReportSpec[] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
