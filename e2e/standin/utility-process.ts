import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type Electron from 'electron'
import { app } from './app.ts'

const PARENT_PORT = pathToFileURL(join(import.meta.dirname, 'parent-port.ts')).href

/** A Node process of the app's own, reached by messages. Ports cannot be handed over. */
export class UtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'kill' | 'pid' | 'postMessage'>
{
  readonly #child: ChildProcess

  constructor(path: string, args: readonly string[], options: Electron.ForkOptions) {
    super()
    this.#child = fork(path, args, {
      execArgv: ['--disable-warning=ExperimentalWarning', '--import', PARENT_PORT, ...(options.execArgv ?? [])],
      env: { ...(options.env ?? process.env) } as NodeJS.ProcessEnv,
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      serialization: 'advanced',
      stdio: [...stdioOf(options.stdio), 'ipc'],
    })
    this.#listen(options.serviceName ?? 'Node Utility Process')
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined
  }

  get stdout(): Readable | null {
    return this.#child.stdout
  }

  get stderr(): Readable | null {
    return this.#child.stderr
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined)
  }

  /** Ends it. SIGTERM is not asked for: a process that waits in a native call would not hear it. */
  kill(): boolean {
    return this.#child.kill('SIGKILL')
  }

  #listen(serviceName: string): void {
    const end = (): void => void this.#child.kill('SIGKILL')
    process.once('exit', end)
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('error', () => this.emit('error', 'FatalError', '', ''))
    this.#child.once('exit', (code, signal) => {
      process.off('exit', end)
      this.emit('exit', code ?? 1)
      if (code === 0) return
      const reason = signal === null ? 'abnormal-exit' : 'killed'
      app.emit(
        'child-process-gone',
        {},
        { type: 'Utility', reason, exitCode: code ?? 1, name: serviceName, serviceName },
      )
    })
  }
}

type Stdio = 'pipe' | 'ignore' | 'inherit'

/** stdin is always closed, as in Electron; the others are inherited unless the app says otherwise. */
function stdioOf(stdio: Electron.ForkOptions['stdio']): [Stdio, Stdio, Stdio] {
  const [, out, error] = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio]
  return ['ignore', (out ?? 'inherit') as Stdio, (error ?? 'inherit') as Stdio]
}

export const utilityProcess = {
  fork: (path: string, args: readonly string[] = [], options: Electron.ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(path, args, options),
}
