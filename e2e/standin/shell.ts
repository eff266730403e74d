import { spawn } from 'node:child_process'
import { mkdir, rename } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { callBus, hasSessionBus, sessionBus } from './session-bus.ts'

const FILE_MANAGER = 'org.freedesktop.FileManager1'

/** Starts a program of the desktop that outlives us. Rejects when it cannot be started. */
function startDetached(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}

/** Opens a web page in the user's browser. Anything but http and https is refused here, whatever the app checks. */
async function openExternal(url: string): Promise<void> {
  const { protocol, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('the stand-in opens http and https addresses only')
  await startDetached('xdg-open', [href])
}

/** Opens a file with the desktop's program for it; resolves with an error text, empty when all is well. */
async function openPath(path: string): Promise<string> {
  try {
    await startDetached('xdg-open', [path])
    return ''
  } catch (error) {
    return String(error)
  }
}

/** Shows a file in the file manager, or its folder where there is no file manager on the bus. */
function showItemInFolder(path: string): void {
  const show = {
    destination: FILE_MANAGER,
    path: '/org/freedesktop/FileManager1',
    interface: FILE_MANAGER,
    member: 'ShowItems',
  }
  const shown = hasSessionBus()
    ? callBus(sessionBus(), { ...show, signature: 'ass', body: [[pathToFileURL(path).href], ''] })
    : Promise.reject(new Error('no session bus'))
  shown.catch(() => openPath(dirname(path)))
}

/** Moves a file to the trash of the home directory: freedesktop.org's trash, without its record of the old place. */
async function trashItem(path: string): Promise<void> {
  const trash = join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'Trash/files')
  await mkdir(trash, { recursive: true, mode: 0o700 })
  await rename(path, join(trash, `${basename(path)}.${Date.now()}`))
}

const beep = (): void => void process.stderr.write('\u0007')

export const shell = { openExternal, openPath, showItemInFolder, trashItem, beep }
