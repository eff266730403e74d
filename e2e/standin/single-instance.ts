import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { processIdentity } from './process-identity.ts'
import { runtimeFolder } from './runtime-folder.ts'

type SecondInstance = (argv: string[], cwd: string, data: unknown) => void

/** One instance per user data folder: a lock file for the answer at once, a socket for what the second one has to say. */
export class SingleInstance {
  readonly #onSecond: SecondInstance
  #lock: string | undefined
  #server: Server | undefined
  #delivery: Promise<void> = Promise.resolve()

  constructor(onSecond: SecondInstance) {
    this.#onSecond = onSecond
  }

  get held(): boolean {
    return this.#lock !== undefined
  }

  /** True when this process is the first; else the first one is told our arguments. */
  request(userData: string, data: unknown): boolean {
    if (this.held) return true
    const place = join(runtimeFolder(), `lock-${nameOf(userData)}`)
    if (!takeLock(place)) {
      this.#delivery = deliver(`${place}.socket`, { argv: process.argv, cwd: process.cwd(), data })
      return false
    }
    this.#lock = place
    this.#listen(`${place}.socket`)
    process.once('exit', () => this.release())
    return true
  }

  release(): void {
    if (this.#lock === undefined) return
    this.#server?.close()
    rmSync(`${this.#lock}.socket`, { force: true })
    rmSync(this.#lock, { force: true })
    this.#lock = undefined
  }

  /** Resolves when the first instance has heard us; the second must not end before. */
  delivered(): Promise<void> {
    return this.#delivery
  }

  #listen(path: string): void {
    rmSync(path, { force: true })
    this.#server = createServer((socket) => {
      let text = ''
      socket.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      socket.on('error', () => undefined)
      socket.on('end', () => {
        const { argv, cwd, data } = JSON.parse(text)
        this.#onSecond(argv, cwd, data)
        socket.end()
      })
    })
    this.#server.listen(path).unref()
  }
}

/** Vaults of different homes do not share an instance, even when the app does not set its user data folder. */
const nameOf = (userData: string): string =>
  createHash('sha256').update(`${userData}\0${process.env.BULKHEAD_HOME}`).digest('hex').slice(0, 32)

function takeLock(path: string): boolean {
  for (const attempt of [1, 2]) {
    try {
      const file = openSync(path, 'wx', 0o600)
      writeSync(file, String(processIdentity(process.pid)))
      closeSync(file)
      return true
    } catch {
      if (attempt === 2 || holderLives(path)) return false
      rmSync(path, { force: true })
    }
  }
  return false
}

function holderLives(path: string): boolean {
  try {
    const holder = readFileSync(path, 'utf8')
    // An empty file is a lock that is being written this very moment.
    return holder === '' || processIdentity(Number.parseInt(holder, 10)) === holder
  } catch {
    return false
  }
}

function deliver(path: string, message: object): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
    socket.setTimeout(15_000, () => socket.destroy())
    socket.end(JSON.stringify(message))
    socket.resume()
  })
}
