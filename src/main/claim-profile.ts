import { join } from 'node:path'
import { app } from 'electron'
import type { Paths } from '../node/files/paths.ts'
import { safeDirectory, safeHome } from '../node/files/safe-directory.ts'

/**
 * Puts Chromium's profile, which holds nothing of the user's, under our cache.
 *
 * @throws {BulkheadError} `unsafe-path`, `disk`.
 */
export function claimProfile({ home, cache }: Paths): void {
  if (home !== null) safeHome(home)
  safeDirectory(cache)
  const profile = join(cache, 'chromium')
  safeDirectory(profile)
  app.setPath('userData', profile)
  app.setPath('sessionData', profile)
}
