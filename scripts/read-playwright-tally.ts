import { readFileSync } from 'node:fs'
import type { JSONReport, JSONReportSpec, JSONReportSuite } from '@playwright/test/reporter'
import type { Skipped, Tally } from './tally.ts'

/**
 * The tally of Playwright's JSON report at `path`.
 *
 * A test that passed only when tried again is flaky; an error outside of any test counts as a failure.
 */
export function readPlaywrightTally(path: string): Tally {
  const report = JSON.parse(readFileSync(path, 'utf8')) as JSONReport
  const specs = report.suites.flatMap(specsOf)
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ spec, test })))
  return {
    passed: tests.filter(({ test }) => test.status === 'expected' || test.status === 'flaky').length,
    failed: tests.filter(({ test }) => test.status === 'unexpected').length + report.errors.length,
    flaky: tests.filter(({ test }) => test.status === 'flaky').map(({ spec }) => nameOf(spec)),
    skipped: tests
      .filter(({ test }) => test.status === 'skipped')
      .map(
        ({ spec, test }): Skipped => ({
          name: nameOf(spec),
          why: test.annotations.find(({ description }) => description)?.description ?? 'the test says no reason',
        }),
      ),
  }
}

const specsOf = (suite: JSONReportSuite): JSONReportSpec[] => [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]

const nameOf = ({ file, title }: JSONReportSpec): string => `e2e/${file} > ${title}`
