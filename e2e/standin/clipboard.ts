import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type Electron from 'electron'
import { ClipboardItem } from './clipboard-item.ts'

type Selection = 'clipboard' | 'primary'

/** The programs that hold and read a selection; the text goes in by stdin, never by argv. */
interface Tools {
  readonly hold: (selection: Selection) => readonly string[]
  readonly read: (selection: Selection) => readonly string[]
}

const XCLIP: Tools = {
  hold: (selection) => ['xclip', '-quiet', '-selection', selection, '-in'],
  read: (selection) => ['xclip', '-selection', selection, '-out'],
}

const WL_CLIPBOARD: Tools = {
  hold: (selection) => ['wl-copy', '--foreground', ...(selection === 'primary' ? ['--primary'] : [])],
  read: (selection) => ['wl-paste', '--no-newline', ...(selection === 'primary' ? ['--primary'] : [])],
}

const tools = (): Tools =>
  process.env.WAYLAND_DISPLAY !== undefined && existsSync('/usr/bin/wl-copy') ? WL_CLIPBOARD : XCLIP

/**
 * A selection of the desktop, plain text only: hints for password managers need several types at once, which xclip lacks.
 *
 * A selection lives in the program that offers it, so a child of ours holds it: the kernel kills it when we end.
 */
class Clipboard implements Pick<Electron.Clipboard, 'clear' | 'has' | 'readText' | 'writeText'> {
  readonly #selection: Selection
  #holder: ChildProcess | undefined

  constructor(selection: Selection) {
    this.#selection = selection
  }

  readText(): Promise<string> {
    const [program = '', ...args] = tools().read(this.#selection)
    return new Promise((resolve) => {
      // An empty clipboard makes xclip fail; for us it is an empty text. When its owner ends while xclip asks it, xclip
      // waits for ever.
      const options = { maxBuffer: 64 * 1024 * 1024, timeout: 10_000 }
      execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : ''))
    })
  }

  async writeText(text: string): Promise<void> {
    const before = this.#holder
    const [program = '', ...args] = tools().hold(this.#selection)
    // stdout and stderr are ignored: a pipe would keep whoever waits for our output waiting for this child.
    const holder = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { stdio: ['pipe', 'ignore', 'ignore'] })
    this.#holder = holder
    holder.once('exit', () => {
      if (this.#holder === holder) this.#holder = undefined
    })
    holder.stdin.on('error', () => undefined)
    holder.stdin.end(text)
    await this.#offered(text, holder)
    before?.kill()
  }

  async write(items: readonly (ClipboardItem | Electron.ClipboardItem)[]): Promise<void> {
    const item = items.find(({ types }) => types.includes('text/plain'))
    if (item === undefined) throw new Error('the stand-in writes text/plain only')
    const blob = await (item as ClipboardItem).getType('text/plain')
    await this.writeText(await blob.text())
  }

  async read(): Promise<ClipboardItem[]> {
    const text = await this.readText()
    return text === '' ? [] : [new ClipboardItem({ 'text/plain': text })]
  }

  async has(type: string): Promise<boolean> {
    return type === 'text/plain' && (await this.readText()) !== ''
  }

  clear(): void {
    if (this.#holder !== undefined) {
      this.#holder.kill()
      this.#holder = undefined
      return
    }
    void this.#clearForeign()
  }

  /** Takes the selection from another program and lets it go. */
  async #clearForeign(): Promise<void> {
    if ((await this.readText()) === '') return
    await this.writeText('')
    this.#holder?.kill()
  }

  async #offered(text: string, holder: ChildProcess): Promise<void> {
    const deadline = Date.now() + 30_000
    while ((await this.readText()) !== text) {
      if (holder.exitCode !== null) throw new Error('the clipboard was taken by another program at once')
      if (Date.now() > deadline) throw new Error('the clipboard cannot be written')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

export const clipboard = Object.assign(new Clipboard('clipboard'), { selection: new Clipboard('primary') })
