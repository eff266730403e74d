import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from './brokered-world.ts'
import { ok } from './exec-world.ts'
import type { Run } from './run-cli.ts'

/** What `replay --json` shows of a session. */
export interface Replayed {
  readonly tokens: readonly {
    readonly name: string
    readonly present: readonly string[]
    readonly proposed: readonly string[]
    readonly requests: readonly { readonly method: string; readonly path: string; readonly count: number }[]
    readonly outside: readonly unknown[]
    readonly unnamed: number
    readonly gone: boolean
    readonly narrower: boolean
  }[]
  readonly refused: readonly Record<string, unknown>[]
}

/** A world of brokered sessions whose tokens `web` and `spare` go further than they need to, and what is learned of that. */
export interface LearnWorld extends BrokeredWorld {
  /** Secret of the token `spare`, `SPARE_TOKEN` in the project. */
  readonly spare: Canary
  /** A secret for whoever rotates a token. */
  readonly again: Canary
  readonly learnedFolder: string
  readonly fileOf: (session: string) => string
  /** Forgets what was learned, and lets `web` go everywhere again. For `beforeEach`. */
  readonly begin: () => Promise<void>
  /** Runs bash scripts in one session that learns. */
  readonly learn: (...script: readonly string[]) => Promise<{ readonly run: Run; readonly id: string }>
  readonly replay: (...args: readonly string[]) => Promise<Run>
  readonly replayed: (...args: readonly string[]) => Promise<Replayed>
  readonly errorOf: (...args: readonly string[]) => Promise<{ exit: number | null; code: string | undefined }>
  readonly destinationsOf: (name: string) => Promise<readonly string[]>
  /** Replaces a part of what a session learned, as any program of this user can. */
  readonly forge: (session: string, change: (learned: Record<string, unknown>) => unknown) => void
}

export async function openLearnWorld(): Promise<LearnWorld> {
  const world = await openBrokeredWorld({ to: 'localhost:PORT' })
  const { bulkhead, at } = world
  const spare = newCanary('the spare token', 'spare-', 36)
  const again = newCanary('the rotated token', 'ghp_', 36)
  await world.add('spare', 'SPARE_TOKEN', spare, at('/spare/**'))

  const home = world.keyring.env.BULKHEAD_HOME ?? ''
  const learnedFolder = join(home, 'state', 'learned')
  const fileOf = (session: string): string => join(learnedFolder, `${session}.json`)
  const replay = (...args: readonly string[]): Promise<Run> => bulkhead(['replay', ...args])
  return {
    ...world,
    ...{ spare, again, learnedFolder, fileOf, replay },
    async begin() {
      rmSync(learnedFolder, { recursive: true, force: true })
      await ok(bulkhead(['edit', 'web', '--to', at('')]))
      world.forget()
    },
    async learn(...script) {
      const run = await ok(world.shell(script.join('; '), ['--learn']))
      const [, id = ''] = /bulkhead replay (ses_[0-9A-Z]{26})/.exec(run.stderr) ?? []
      return { run, id }
    },
    replayed: async (...args) => (await ok(replay(...args, '--json'))).json().replay as Replayed,
    async errorOf(...args) {
      const run = await replay(...args, '--json')
      return { exit: run.code, code: (run.json().error as { code: string } | undefined)?.code }
    },
    destinationsOf: async (name) =>
      ((await ok(bulkhead(['show', name, '--json']))).json().token as { destinations: string[] }).destinations,
    forge(session, change) {
      const changed = change(JSON.parse(readFileSync(fileOf(session), 'utf8')))
      writeFileSync(fileOf(session), typeof changed === 'string' ? changed : JSON.stringify(changed))
    },
    async close() {
      assertNoCanaryInFiles([again], home, world.folder)
      await world.close()
    },
  }
}

/** Of the token `web`; tokens come in the order of their variables. */
export const webIn = ({ tokens }: Replayed) => tokens.find(({ name }) => name === 'web')
