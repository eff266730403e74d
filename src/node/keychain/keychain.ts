import { BulkheadError } from '../../core/errors.ts'
import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { type Keytar, keychainReached, loadKeytar, SERVICE } from '../keytar.ts'
import type { ServiceState } from './secret-service.ts'
import { hasSessionBus } from './session-bus.ts'

export interface KeychainOptions {
  /** How long one call may take, a prompt for the keyring's password included, ms. Default 30 s. */
  readonly deadline?: number
  /** Default: keytar, loaded at the first call. */
  readonly keytar?: () => Keytar
  /** What stands behind the bus, where keytar's answer does not tell. Default: asked over D-Bus on Linux. */
  readonly state?: () => Promise<ServiceState>
  /** True when there is something to talk to at all. Default: on Linux, when a session bus is named. */
  readonly isThere?: () => boolean
}

const DEADLINE = 30_000

/**
 * The OS keychain through keytar, one call at a time.
 *
 * keytar's answers are never taken at their word: `null` may mean locked, a write is read back, and a call that waits
 * for a prompt is given up at a deadline. After that the process can only be left by `leave`, since a thread is stuck.
 */
export function keychain(options: KeychainOptions = {}): SecretStore {
  const { deadline = DEADLINE, keytar = loadedKeytar, state = machineState, isThere = isReachable } = options
  const inTurn = turnstile()

  const ask = async <T>(call: (keytar: Keytar) => Promise<T>): Promise<T> => {
    if (!isThere()) throw missing('no session bus is there to reach a keychain')
    try {
      return await withDeadline(
        keychainReached().then(() => call(keytar())),
        deadline,
      )
    } catch (error) {
      throw error instanceof BulkheadError ? error : await explain(error, state)
    }
  }
  const read = (account: string) => ask((known) => known.getPassword(SERVICE, account))
  const write = (account: string, text: string) => ask((known) => known.setPassword(SERVICE, account, text))
  const erase = (account: string) => ask((known) => known.deletePassword(SERVICE, account))
  /** For when keytar says that there is nothing. */
  const refuseIfLocked = async () => refuse(await state())

  return {
    get: (account) =>
      inTurn(async () => {
        const text = await read(account)
        if (text === null) await refuseIfLocked()
        return text === null ? null : new Secret(text)
      }),

    set: (account, secret) =>
      inTurn(async () => {
        const text = checked(secret)
        const old = await read(account)
        // A locked keyring is refused here, or the write would start a prompt.
        if (old === null) await refuseIfLocked()
        await write(account, text)
        if ((await read(account)) === text) return
        await (old === null ? erase(account) : write(account, old))
        throw new BulkheadError('failure', 'the keychain did not keep what was written to it', {
          hint: 'nothing was changed; see what is wrong with it: bulkhead doctor',
        })
      }),

    delete: (account) =>
      inTurn(async () => {
        const found = await erase(account)
        if (!found) await refuseIfLocked()
        return found
      }),
  }
}

/** Loaded by the first call only: commands that need no secret shall not pay for it. */
function loadedKeytar(): Keytar {
  try {
    return loadKeytar()
  } catch (cause) {
    throw new BulkheadError('keychain-missing', 'the keychain library cannot be loaded', {
      hint: 'on Debian and Ubuntu: apt install libsecret-1-0',
      cause,
    })
  }
}

// Loaded when it is needed: a read that succeeds, as each start of `exec` makes, asks no bus.
const machineState = async (): Promise<ServiceState> =>
  process.platform === 'linux' ? (await import('./secret-service.ts')).secretServiceState() : 'unlocked'

// Without an address libdbus would start a bus of its own, with nothing on it.
const isReachable = (): boolean => process.platform !== 'linux' || hasSessionBus()

/** @throws {BulkheadError} `secret-invalid` for what a keychain would refuse, cut or change. */
function checked(secret: Secret): string {
  const text = secret.reveal()
  const why =
    text === '' ? 'is empty' : text.includes('\0') ? 'holds a NUL' : text.isWellFormed() ? null : 'is not valid text'
  if (why === null) return text
  throw new BulkheadError('secret-invalid', `the secret ${why}, which a keychain cannot keep`)
}

/** @throws {BulkheadError} unless the service is there and unlocked, so that nothing found means nothing there. */
function refuse(state: ServiceState): void {
  if (state === 'locked') {
    throw new BulkheadError('keychain-locked', 'the keychain is locked', {
      hint: 'unlock it (log in to the desktop, or use its password manager), then try again',
    })
  }
  if (state === 'no-bus') throw missing('no session bus is there to reach a keychain')
  if (state === 'no-service') throw missing('no keychain service is running')
}

const missing = (message: string): BulkheadError =>
  new BulkheadError('keychain-missing', message, {
    hint: 'install and start gnome-keyring or KWallet, or keep secrets under a passphrase: bulkhead init --store sealed',
  })

/** keytar passes on the text of its library, in the user's language: so the service is asked what is the matter. */
async function explain(error: unknown, state: () => Promise<ServiceState>): Promise<BulkheadError> {
  const text = error instanceof Error ? error.message : ''
  if (/NoReply|without replying|disconnected/.test(text)) return crashed(error)
  try {
    const found = await state()
    refuse(found)
    if (found === 'empty') return cancelled(error)
  } catch (known) {
    if (known instanceof BulkheadError) return known
    throw known
  }
  return /cancel|dismiss/i.test(text) ? cancelled(error) : crashed(error)
}

const cancelled = (cause: unknown): BulkheadError =>
  new BulkheadError('cancelled', 'the keychain was not opened', { hint: 'answer its prompt, then try again', cause })

const crashed = (cause: unknown): BulkheadError =>
  new BulkheadError('keychain-crashed', 'the keychain failed in the middle of a call', {
    hint: 'try again; if it stays so, see: bulkhead doctor',
    cause,
  })

/** The call's answer. Its thread cannot be stopped at the deadline; what it says later is nobody's to hear. */
async function withDeadline<T>(call: Promise<T>, deadline: number): Promise<T> {
  call.catch(() => undefined)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    // Where we ourselves were held up, the answer may be there already: it is heard before the deadline counts.
    timer = setTimeout(() => setImmediate(() => reject(tooLate(deadline))), deadline)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

const tooLate = (deadline: number): BulkheadError =>
  new BulkheadError('prompt-timeout', `the keychain did not answer within ${Math.ceil(deadline / 1000)} s`, {
    hint: 'it may be waiting for its password in a window; answer that, then try again',
  })

/** Lets one piece of work in at a time, in the order of asking; once one ran into its deadline, all others fail like it. */
function turnstile(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let stuck: BulkheadError | null = null
  return (work) => {
    const turn = last.then(async () => {
      if (stuck !== null) throw stuck
      try {
        return await work()
      } catch (error) {
        if (error instanceof BulkheadError && error.code === 'prompt-timeout') stuck = error
        throw error
      }
    })
    last = turn.catch(() => undefined)
    return turn
  }
}
