// Part of the entry, before an old Node is told that it is one: plain enough for Node 18.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathsOf, SEALED_FILE } from './files/paths.ts'
import { hasSessionBus } from './keychain/session-bus.ts'

/** The part of keytar that is used. `findCredentials` is left out on purpose: it crashes the process on a locked keyring. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** What the keychain knows our secrets under, each with an account of its own. */
export const SERVICE = 'bulkhead'

/** An account that no token has. */
const NOBODY = '-'

let first: Promise<unknown> = Promise.resolve()

/** Where the binding is in a checkout and in the built app: both keep their code two folders below the root. */
const BINDING = join(import.meta.dirname, '..', '..', 'node_modules', 'keytar', 'build', 'Release', 'keytar.node')

/**
 * keytar's binding.
 *
 * Measured: opened by its path it is there in 5 ms, searched for by keytar's name in 11. What the package puts around it is
 * a check for empty arguments, which a caller here makes before.
 *
 * @throws What Node throws for a library that cannot be loaded.
 */
export function loadKeytar(): Keytar {
  loaded ??= atItsPath() ?? byItsName()
  return loaded
}

let loaded: Keytar | undefined

function atItsPath(): Keytar | null {
  const binding = { exports: {} as Keytar }
  try {
    process.dlopen(binding, BINDING)
    return binding.exports
  } catch {
    // It is somewhere else, or its name will tell what is missing.
    return null
  }
}

function byItsName(): Keytar {
  const require = createRequire(import.meta.filename)
  return require('keytar')
}

/**
 * Asks the keychain for nothing, so that its library has its connection when it is asked for something.
 *
 * That takes as long as loading the code that knows what to ask for, and is done in a thread of its own meanwhile. Nobody's
 * account has no entry, so no lock is opened for it.
 */
export function reachKeychain(env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux' || !hasSessionBus(env) || existsSync(join(pathsOf(env).data, SEALED_FILE))) return
  try {
    first = loadKeytar().getPassword(SERVICE, NOBODY)
    first.catch(() => undefined)
  } catch {
    // Whoever asks for something gets the error.
  }
}

/** Comes true when the keychain is not being reached any more: a second call beside the first could mean two prompts. */
export const keychainReached = (): Promise<unknown> => first.catch(() => undefined)
