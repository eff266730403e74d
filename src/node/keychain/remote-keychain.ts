import { BulkheadError } from '../../core/errors.ts'
import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { type KeychainReply, type KeychainRequest, parseReply } from './keychain-messages.ts'

/** A running keychain process, as Electron's `utilityProcess` or Node's `fork` give it. */
export interface KeychainProcess {
  post(message: KeychainRequest): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however it ended. */
  onExit(listener: () => void): void
  /** Ends it whatever it is doing: SIGKILL. */
  kill(): void
}

export interface RemoteOptions {
  /** How long one call may take, a prompt included, ms. Default 30 s. */
  readonly deadline?: number
  /** How long no new process is started after one failed, ms; doubled with each failure in a row up to 30 s. Default 500. */
  readonly backOff?: number
  /** Milliseconds of a clock that never goes back, for the pause. Default `performance.now`. */
  readonly now?: () => number
}

type Question =
  | { readonly op: 'get' | 'delete'; readonly account: string }
  | { readonly op: 'set'; readonly account: string; readonly secret: string }

interface Waiting {
  readonly question: Question
  readonly resolve: (value: string | boolean | null) => void
  readonly reject: (error: BulkheadError) => void
}

const LONGEST_BACK_OFF = 30_000

/**
 * The keychain in a process of its own, so that a prompt or a crash in it leaves ours alone.
 *
 * One question is on its way at a time. When the process dies or the deadline passes, that question and all that wait
 * fail alike (else each would bring up another prompt), the process is killed, and the next one is started by a later
 * question, after a pause that grows.
 *
 * @param start Starts the process; called at the first question, and again after a failure.
 */
export function remoteKeychain(start: () => KeychainProcess, options: RemoteOptions = {}): SecretStore & Disposable {
  const line = new QuestionLine(start, options)
  return {
    get: async (account) => {
      const text = await line.ask({ op: 'get', account })
      return typeof text === 'string' ? new Secret(text) : null
    },
    set: async (account, secret) => {
      await line.ask({ op: 'set', account, secret: secret.reveal() })
    },
    delete: async (account) => (await line.ask({ op: 'delete', account })) === true,
    [Symbol.dispose]: () => line.end(closed()),
  }
}

class QuestionLine {
  readonly #start: () => KeychainProcess
  readonly #deadline: number
  readonly #backOff: number
  readonly #now: () => number
  readonly #waiting: Waiting[] = []
  #process: KeychainProcess | null = null
  #asked: { readonly id: number; readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | null = null
  #lastId = 0
  #failures = 0
  #resting: { readonly until: number; readonly why: BulkheadError } | null = null

  constructor(
    start: () => KeychainProcess,
    { deadline = 30_000, backOff = 500, now = () => performance.now() }: RemoteOptions,
  ) {
    this.#start = start
    this.#deadline = deadline
    this.#backOff = backOff
    this.#now = now
  }

  ask(question: Question): Promise<string | boolean | null> {
    return new Promise((resolve, reject) => {
      if (this.#resting !== null && this.#now() < this.#resting.until) {
        reject(this.#resting.why)
        return
      }
      this.#waiting.push({ question, resolve, reject })
      this.#next()
    })
  }

  /** Fails everything that waits and ends the process. */
  end(why: BulkheadError): void {
    const failed = [...(this.#asked === null ? [] : [this.#asked.waiting]), ...this.#waiting.splice(0)]
    if (this.#asked !== null) clearTimeout(this.#asked.timer)
    const process = this.#process
    this.#asked = null
    this.#process = null
    process?.kill()
    for (const { reject } of failed) reject(why)
  }

  #next(): void {
    if (this.#asked !== null) return
    const waiting = this.#waiting.shift()
    if (waiting === undefined) return

    this.#lastId += 1
    const id = this.#lastId
    const fail = (): void => {
      if (this.#asked?.id === id) this.#fail(tooLate(this.#deadline))
    }
    // Where we ourselves were held up, the answer may be there already: it is read before the deadline counts.
    const timer = setTimeout(() => setImmediate(fail), this.#deadline)
    this.#asked = { id, waiting, timer }
    try {
      this.#process ??= this.#started()
      this.#process.post({ id, ...waiting.question })
    } catch {
      this.#fail(crashed())
    }
  }

  #started(): KeychainProcess {
    const process = this.#start()
    // What an earlier process still says or how it ends is of no interest.
    const isCurrent = (): boolean => this.#process === process
    process.onMessage((message) => {
      if (isCurrent()) this.#receive(message)
    })
    process.onExit(() => {
      if (isCurrent()) this.#fail(crashed())
    })
    return process
  }

  #receive(message: unknown): void {
    const reply = replyIn(message)
    if (reply === null) {
      this.#fail(crashed())
      return
    }
    if (this.#asked === null || reply.id !== this.#asked.id) return

    const { waiting, timer } = this.#asked
    clearTimeout(timer)
    this.#asked = null
    this.#failures = 0
    if ('error' in reply) waiting.reject(errorOf(reply.error))
    else waiting.resolve(reply.value)
    this.#next()
  }

  #fail(why: BulkheadError): void {
    const pause = Math.min(this.#backOff * 2 ** this.#failures, LONGEST_BACK_OFF)
    this.#failures += 1
    this.#resting = { until: this.#now() + pause, why }
    this.end(why)
  }
}

function replyIn(message: unknown): KeychainReply | null {
  try {
    return parseReply(message)
  } catch {
    return null
  }
}

const errorOf = ({ code, message, hint }: Extract<KeychainReply, { error: unknown }>['error']): BulkheadError =>
  new BulkheadError(code, message, hint === undefined ? {} : { hint })

const crashed = (): BulkheadError =>
  new BulkheadError('keychain-crashed', 'the keychain process ended in the middle of a call', {
    hint: 'it is started again by itself; try once more',
  })

const tooLate = (deadline: number): BulkheadError =>
  new BulkheadError('prompt-timeout', `the keychain did not answer within ${Math.ceil(deadline / 1000)} s`, {
    hint: 'it may be waiting for its password in a window; answer that, then try again',
  })

const closed = (): BulkheadError => new BulkheadError('cancelled', 'the vault was closed')
