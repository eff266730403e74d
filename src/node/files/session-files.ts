import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isBrokerRunning } from '../processes/is-running.ts'
import type { Paths } from './paths.ts'
import { safeDirectory, unsafe } from './safe-directory.ts'
import { writeFileSafely, writeNewFile } from './safe-file.ts'

/** What a broker keeps in the run folder while it runs. */
export type SessionFile = 'roots.pem' | 'traffic.json'

const NAME = /^broker-(\d+)-ses_[0-9A-Z]{26}-(?:roots\.pem|traffic\.json(?:\.tmp)?)$/

/** Path of a file of a running broker. @param pid The broker's process: a file whose process is gone is swept. */
export const sessionFile = ({ run }: Pick<Paths, 'run'>, id: string, pid: number, file: SessionFile): string =>
  join(run, `broker-${pid}-${id}-${file}`)

/**
 * Writes the file of roots that a session's clients are to trust, with mode 0600, where nothing was before.
 *
 * @throws {BulkheadError} `unsafe-path`, `disk`.
 */
export function writeRoots(path: string, certificates: readonly string[]): void {
  if (!writeNewFile(path, `${certificates.map((pem) => pem.trim()).join('\n')}\n`))
    throw unsafe(path, 'is there already')
}

/** Writes it anew in one step: a client reads either. @throws {BulkheadError} `disk`. */
export const replaceRoots = (path: string, certificates: readonly string[]): void =>
  writeFileSafely(path, `${certificates.map((pem) => pem.trim()).join('\n')}\n`)

/** Makes the run folder, and takes away what brokers left there that are gone. @throws {BulkheadError} `unsafe-path`, `disk`. */
export function sweepSessionFiles({ run }: Pick<Paths, 'run'>): void {
  safeDirectory(run)
  for (const name of readdirSync(run)) {
    const [, pid] = NAME.exec(name) ?? []
    if (pid !== undefined && Number(pid) !== process.pid && !isBrokerRunning(Number(pid)))
      rmSync(join(run, name), { force: true })
  }
}

/** Takes away the files of a broker that ends. */
export function removeSessionFiles(paths: Pick<Paths, 'run'>, id: string, pid: number): void {
  for (const file of ['roots.pem', 'traffic.json'] as const) rmSync(sessionFile(paths, id, pid, file), { force: true })
}
