import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { processIdentity } from './process-identity.ts'

const OWNER = 'owner.json'

/** The folder of all stand-ins of this user: Chromium's throwaway profiles and the single-instance locks. */
export function runtimeFolder(): string {
  const folder = join(tmpdir(), `electron-standin-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Where compiled code is kept between starts. */
export const cacheFolder = (): string => join(runtimeFolder(), 'cache')

/** Makes a folder for one Chromium profile, recorded as ours so that a later start can sweep it. */
export function makeProfileFolder(): string {
  const folder = mkdtempSync(join(runtimeFolder(), 'chromium-'))
  writeFileSync(join(folder, OWNER), JSON.stringify({ owner: processIdentity(process.pid) }), { mode: 0o600 })
  return folder
}

/** Removes a profile folder. Chromium may still be writing its last file, hence the retries. */
export function removeProfileFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 40 })
}

/** Removes the profiles of stand-ins that were killed, and ends their Chromium if it outlived them. */
export function sweepProfileFolders(): void {
  const root = runtimeFolder()
  for (const name of readdirSync(root)) {
    const folder = join(root, name)
    if (!name.startsWith('chromium-') || ownerLives(folder)) continue
    endChromiumOf(folder)
    removeProfileFolder(folder)
  }
}

function ownerLives(folder: string): boolean {
  try {
    const { owner } = JSON.parse(readFileSync(join(folder, OWNER), 'utf8')) as { owner: string }
    return processIdentity(Number.parseInt(owner, 10)) === owner
  } catch {
    return false
  }
}

function endChromiumOf(folder: string): void {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    if (commandLineOf(entry).includes(`--user-data-dir=${folder}`)) end(Number(entry))
  }
}

function commandLineOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended between the look and the kill, which is what was wanted.
  }
}
