import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { BulkheadError } from '../core/errors.ts'
import { runTool } from './processes/run-tool.ts'

type Environment = Readonly<Record<string, string | undefined>>

type Argv = readonly [string, ...string[]]

/** A program that reads and writes the clipboard. The value goes through its standard input, never its arguments. */
export interface ClipboardTool {
  readonly name: string
  /** Whether this session has what it talks to. */
  readonly serves: (env: Environment, platform: NodeJS.Platform) => boolean
  readonly copy: Argv
  readonly paste: Argv
  /** Empties the clipboard, with nothing on its standard input. */
  readonly clear: Argv
  /** What its standard input is read as. */
  readonly encoding: 'utf8' | 'utf16le'
  /** Where to get it, for the hint. */
  readonly from: string
}

const hasWayland = (env: Environment): boolean => Boolean(env.WAYLAND_DISPLAY)
const hasX11 = (env: Environment): boolean => Boolean(env.DISPLAY)
const isMac = (_env: Environment, platform: NodeJS.Platform): boolean => platform === 'darwin'
const isWindows = (env: Environment, platform: NodeJS.Platform): boolean =>
  platform === 'win32' || Boolean(env.WSL_DISTRO_NAME)

/** The tools that are known, the one that fits a session best first. */
export const CLIPBOARD_TOOLS: readonly ClipboardTool[] = [
  {
    name: 'wl-copy',
    serves: hasWayland,
    copy: ['wl-copy'],
    paste: ['wl-paste', '--no-newline'],
    clear: ['wl-copy', '--clear'],
    encoding: 'utf8',
    from: 'wl-clipboard',
  },
  {
    name: 'xclip',
    serves: hasX11,
    copy: ['xclip', '-selection', 'clipboard', '-in'],
    paste: ['xclip', '-selection', 'clipboard', '-out'],
    clear: ['xclip', '-selection', 'clipboard', '-in'],
    encoding: 'utf8',
    from: 'xclip',
  },
  {
    name: 'xsel',
    serves: hasX11,
    copy: ['xsel', '--clipboard', '--input'],
    paste: ['xsel', '--clipboard', '--output'],
    clear: ['xsel', '--clipboard', '--clear'],
    encoding: 'utf8',
    from: 'xsel',
  },
  {
    name: 'pbcopy',
    serves: isMac,
    copy: ['pbcopy'],
    paste: ['pbpaste'],
    clear: ['pbcopy'],
    encoding: 'utf8',
    from: 'macOS',
  },
  {
    name: 'clip.exe',
    serves: isWindows,
    copy: ['clip.exe'],
    paste: ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', 'Get-Clipboard -Raw'],
    clear: ['clip.exe'],
    encoding: 'utf16le',
    from: 'Windows',
  },
]

/**
 * The clipboard tool of this session.
 *
 * @throws {BulkheadError} `failure` when there is none, with what to install.
 */
export function findClipboardTool(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): ClipboardTool {
  const serving = CLIPBOARD_TOOLS.filter(({ serves }) => serves(env, platform))
  const found = serving.find(({ copy, paste }) => isOnPath(copy[0], env) && isOnPath(paste[0], env))
  if (found) return found
  const wanted = serving.map(({ from }) => from).join(' or ')
  throw new BulkheadError('failure', 'there is no clipboard to copy to', {
    hint: wanted === '' ? 'run it in a desktop session' : `install ${wanted}`,
  })
}

/** Puts text on the clipboard. @throws {BulkheadError} `failure`. */
export async function copyText({ name, copy, encoding }: ClipboardTool, text: string): Promise<void> {
  const { code } = await runTool(copy, Buffer.from(text, encoding))
  if (code === 0) return
  throw new BulkheadError('failure', `${name} did not take the clipboard`, { hint: 'run it in your desktop session' })
}

/** What the clipboard holds; null when it holds no text or cannot be read. */
export async function pasteText({ paste }: ClipboardTool): Promise<string | null> {
  const { code, output } = await runTool(paste)
  return code === 0 ? output.toString() : null
}

/** Empties the clipboard. */
export async function clearClipboard({ clear }: ClipboardTool): Promise<void> {
  await runTool(clear, new Uint8Array())
}

/** Only absolute entries count: a relative one is whatever folder we stand in. */
const isOnPath = (program: string, env: Environment): boolean =>
  (env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .some((folder) => isExecutable(join(folder, program)))

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
