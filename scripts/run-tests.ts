// All checks of the project, in the order in which they fail fastest. Started by `npm test`.
//
//   npm test                       everything
//   npm test -- unit [FILTER]...   vitest alone
//   npm test -- e2e [FILTER]...    build and Playwright alone
//   npm test -- FILE...            these files
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDisplay } from '../e2e/display.ts'
import { findElectron } from '../e2e/find-electron.ts'
import { openKeyring } from '../e2e/keyring.ts'
import { buildApp } from './build-app.ts'
import { onToldToEnd } from './on-told-to-end.ts'
import { readPlaywrightTally } from './read-playwright-tally.ts'
import { openRunFolder } from './run-folder.ts'
import { ROOT } from './setup.mjs'
import { say } from './step.mjs'
import { sum, summary, type Tally } from './tally.ts'
import { filesToTryAgain, tallyOf, type UnitResults } from './unit-results.ts'

interface Check {
  readonly title: string
  readonly run: () => Promise<Tally>
}

const PASSED: Tally = { passed: 1, failed: 0, skipped: [], flaky: [] }
const FAILED: Tally = { passed: 0, failed: 1, skipped: [], flaky: [] }

const folder = openRunFolder()

const TYPES = { title: 'types', run: () => program('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.']) }
const LINT = {
  title: 'lint and format',
  run: () =>
    program('node_modules/@biomejs/biome/bin/biome', ['check', '--diagnostic-level=warn', '--error-on-warnings']),
}
const BUILD = { title: 'build', run: () => buildApp().then(() => PASSED) }
const unit = (filters: readonly string[]): Check => ({ title: 'unit tests', run: () => unitTests(filters) })
const e2e = (filters: readonly string[]): Check => ({ title: 'e2e', run: () => endToEnd(filters) })

await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  if (process.platform !== 'linux') {
    process.stderr.write('bulkhead: the tests need a throwaway keyring and display, which only Linux has\n')
    process.stderr.write('hint: run them in a container: docker run --rm -v "$PWD:/src:ro" node:20-bookworm sh -c ')
    process.stderr.write("'git clone /src /work && cd /work && npm test'\n")
    process.exitCode = 1
    return
  }
  onToldToEnd(stop)
  const tallies: Tally[] = []
  for (const check of chosen(args)) tallies.push(await runCheck(check))
  const total = sum(tallies)
  await folder.close()
  process.stdout.write(`${summary(total)}\n`)
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
}

function chosen(args: readonly string[]): readonly Check[] {
  const [first, ...rest] = args
  if (first === undefined) return [TYPES, LINT, BUILD, unit([]), e2e([])]
  if (first === 'unit') return [BUILD, unit(rest)]
  if (first === 'e2e') return [BUILD, e2e(rest)]
  const specs = args.filter((arg) => arg.includes('.spec.'))
  const tests = args.filter((arg) => !arg.includes('.spec.'))
  return [BUILD, ...(tests.length > 0 ? [unit(tests)] : []), ...(specs.length > 0 ? [e2e(specs)] : [])]
}

/** One line per check with its duration; whatever goes wrong in it, the others still run. */
async function runCheck({ title, run }: Check): Promise<Tally> {
  const began = Date.now()
  let tally = FAILED
  try {
    tally = await run()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
  const verdict = tally.failed === 0 ? 'ok' : 'FAILED'
  say(`${title}: ${verdict} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return tally
}

/** Runs a program of ours whose exit code is the whole answer. */
async function program(script: string, args: readonly string[]): Promise<Tally> {
  const code = await exitCodeOf([script, ...args], process.env)
  return code === 0 ? PASSED : FAILED
}

/**
 * Vitest, on a throwaway keyring.
 *
 * Real keyrings, shells and sockets beside each other keep a small machine busy enough for a deadline to pass that has
 * nothing to do with the code. So the few files that failed are tried once more alone; what passes only then is named.
 */
async function unitTests(filters: readonly string[]): Promise<Tally> {
  await using keyring = await openKeyring()
  const first = await vitest(keyring.env, filters)
  if (first === undefined) return FAILED
  const files = filesToTryAgain(first)
  if (files.length === 0) return tallyOf(first)
  say(`tried again, alone: ${files.join(', ')}`)
  return tallyOf(first, await vitest(keyring.env, ['--no-file-parallelism', ...files]))
}

/** @returns What vitest says, or undefined when it crashed. */
async function vitest(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<UnitResults | undefined> {
  const results = join(folder.path, 'unit.json')
  rmSync(results, { force: true })
  const fixed = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'scripts/vitest.config.ts', ...colour()]
  const code = await exitCodeOf([...fixed, ...args], { ...env, BULKHEAD_TEST_RESULTS: results })
  if (!existsSync(results)) return undefined
  const found = JSON.parse(readFileSync(results, 'utf8')) as UnitResults
  // One that ends badly without naming a failure crashed, which is a failure.
  const isSilent = code !== 0 && found.unhandled === 0 && found.files.every(({ failed }) => failed.length === 0)
  return isSilent ? { ...found, unhandled: 1 } : found
}

async function endToEnd(filters: readonly string[]): Promise<Tally> {
  const results = join(folder.path, 'e2e.json')
  const electron = findElectron()
  say(
    `e2e runs on ${electron.kind === 'electron' ? "Electron's own binary" : 'the stand-in for Electron'} (${electron.program})`,
  )
  await using display = await openDisplay()
  await using keyring = await openKeyring({ env: { DISPLAY: display.name } })
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts', ...filters]
  const code = await exitCodeOf(args, { ...keyring.env, BULKHEAD_TEST_RESULTS: results, FORCE_COLOR: '0' })
  const tally = existsSync(results) ? readPlaywrightTally(results) : FAILED
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

/** vitest colours its lines even where they go to a file. */
function colour(): readonly string[] {
  return process.stdout.isTTY && process.env.NO_COLOR === undefined ? [] : ['--no-color']
}

function exitCodeOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function stop(): Promise<void> {
  await folder.close()
  process.stderr.write('bulkhead: the tests were told to end\n')
  process.exit(1)
}
