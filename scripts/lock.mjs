// Two of our commands may be started at once in one checkout; installing and building is for one at a time.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './step.mjs'

/**
 * Runs `work` while no other process of this checkout holds the lock file `path`.
 *
 * A lock whose process is gone is taken over.
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true })
  let told = false
  while (!take(path)) {
    const holder = holderOf(path)
    if (holder !== undefined && !isAlive(holder)) clear(path, holder)
    else if (!told) {
      say(`waiting for another run of ours (process ${holder ?? 'unknown'}) …`)
      told = true
    }
    await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function take(path) {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Takes away the lock of a process that is gone, unless another waiter did so and holds it by now. */
function clear(path, holder) {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (holderOf(aside) !== holder) linkSync(aside, path)
  } catch {
    // Another was faster.
  }
  rmSync(aside, { force: true })
}

function holderOf(path) {
  try {
    const pid = Number.parseInt(readFileSync(path, 'utf8'), 10)
    return Number.isNaN(pid) ? undefined : pid
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
