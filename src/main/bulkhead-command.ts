import { join } from 'node:path'

/** Where this build keeps what it starts. */
export interface Installation {
  readonly isPackaged: boolean
  /** The app's own folder: the checkout, or the archive of a package. */
  readonly appPath: string
  /** The package's resources, outside the archive. */
  readonly resourcesPath: string
}

/**
 * The command line tool as program and first arguments.
 *
 * It runs on Node and not on Electron: packages switch off Electron's ability to run as Node, and carry one instead.
 */
export function bulkheadCommand(
  { isPackaged, appPath, resourcesPath }: Installation,
  platform: NodeJS.Platform,
): readonly [node: string, script: string] {
  const binary = platform === 'win32' ? 'node.exe' : join('bin', 'node')
  if (isPackaged) return [join(resourcesPath, 'node', binary), join(resourcesPath, 'cli', 'bulkhead.js')]
  const own = platform === 'win32' ? join('bin', 'node.exe') : binary
  return [join(appPath, 'node_modules', 'node', own), join(appPath, 'out', 'cli', 'bulkhead.js')]
}
