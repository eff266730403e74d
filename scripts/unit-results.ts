import type { Skipped, Tally } from './tally.ts'

/** What one run of vitest says. */
export interface UnitResults {
  readonly files: readonly FileResults[]
  /** Errors that no test caught. */
  readonly unhandled: number
}

export interface FileResults {
  /** From the project's root. */
  readonly path: string
  readonly passed: number
  /** Names of what failed: tests, and whatever of the file could not be loaded or threw in a hook. */
  readonly failed: readonly string[]
  readonly skipped: readonly Skipped[]
}

/** More failing files than this are no accident of a busy machine. */
const MOST_TRIED_AGAIN = 4

/**
 * The files to be tried again alone: the few that failed beside others, where nothing else went wrong.
 */
export function filesToTryAgain({ files, unhandled }: UnitResults): readonly string[] {
  const failing = files.filter(({ failed }) => failed.length > 0).map(({ path }) => path)
  return unhandled === 0 && failing.length <= MOST_TRIED_AGAIN ? failing : []
}

/**
 * The tally of a run in which some files were tried again: what they then gave counts, and what passed only then is named.
 */
export function tallyOf(first: UnitResults, again: UnitResults = { files: [], unhandled: 0 }): Tally {
  const second = new Map(again.files.map((file) => [file.path, file]))
  const last = first.files.map((file) => second.get(file.path) ?? file)
  const flaky = first.files.flatMap(({ path, failed }) => {
    const now = second.get(path)
    return now === undefined ? [] : failed.filter((name) => !now.failed.includes(name))
  })
  return {
    passed: last.reduce((total, { passed }) => total + passed, 0),
    failed: last.reduce((total, { failed }) => total + failed.length, 0) + first.unhandled + again.unhandled,
    skipped: last.flatMap(({ skipped }) => skipped),
    flaky,
  }
}
