import { spawn } from 'node:child_process'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { CLIPBOARD_TOOLS, type ClipboardTool, clearClipboard, pasteText } from './clipboard.ts'

/** How long a copied secret stays on the clipboard. */
export const CLEARS_AFTER_MS = 30_000

/** What the clearing process is told: enough to know the value again, and nothing of it. */
export interface Clearing {
  readonly tool: string
  /** Random, so that the digest of a short secret cannot be looked up; hex. */
  readonly key: string
  /** HMAC-SHA-256 of the copied text, hex. */
  readonly digest: string
  readonly afterMs: number
}

/** What will be cleared, and when. */
export function clearingOf({ name }: ClipboardTool, text: string, afterMs: number = CLEARS_AFTER_MS): Clearing {
  const key = randomBytes(32).toString('hex')
  return { tool: name, key, digest: digestOf(text, key), afterMs }
}

// What a clipboard tool needs to find its session; a token in the user's environment is not carried along.
const PASSED_ON = ['PATH', 'HOME', 'DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR', 'BULKHEAD_HOME']

/**
 * Starts a process of its own that clears the clipboard later, and does not wait for it.
 *
 * It outlives us and the terminal. It is told by standard input, since arguments can be read by everyone.
 *
 * @param command Program and arguments that end in `runClearing`.
 */
export async function startClearing(command: readonly [string, ...string[]], what: Clearing): Promise<void> {
  const [program, ...args] = command
  const env = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  const child = spawn(program, args, { detached: true, cwd: '/', env, stdio: ['pipe', 'ignore', 'ignore'] })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.stdin?.end(JSON.stringify(what), resolve)
  })
  child.unref()
}

/**
 * The clearing process: waits, then clears the clipboard if it still holds the value. Told to end, it clears at once.
 */
export async function runClearing(input: AsyncIterable<Uint8Array>): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(chunk)
  const what = parseClearing(JSON.parse(Buffer.concat(chunks).toString()))
  await waitOrSignal(what.afterMs)
  await clearIfUnchanged(what)
}

/** Clears the clipboard unless something else was copied meanwhile. @returns Whether it was cleared. */
export async function clearIfUnchanged({ tool: name, key, digest }: Clearing): Promise<boolean> {
  const tool = CLIPBOARD_TOOLS.find((known) => known.name === name)
  if (tool === undefined) throw new TypeError(`no clipboard tool is called ${name}`)
  const held = await pasteText(tool)
  if (held === null) return false
  // PowerShell ends what it prints with a line of its own.
  const isOurs = [held, held.replace(/\r?\n$/, '')].some((text) => isEqual(digestOf(text, key), digest))
  if (isOurs) await clearClipboard(tool)
  return isOurs
}

function parseClearing(told: unknown): Clearing {
  if (typeof told !== 'object' || told === null) throw new TypeError('clearing: expected an object')
  const { tool, key, digest, afterMs } = told as Record<string, unknown>
  if (typeof tool !== 'string' || typeof key !== 'string' || typeof digest !== 'string') {
    throw new TypeError('clearing: tool, key and digest must be strings')
  }
  if (typeof afterMs !== 'number') throw new TypeError('clearing: afterMs must be a number')
  return { tool, key, digest, afterMs }
}

const digestOf = (text: string, key: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex')

const isEqual = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other))

const waitOrSignal = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
