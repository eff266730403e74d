/**
 * A secret store in a process of its own, driven from a test: reads one line of JSON, prints one line of JSON, leaves.
 *
 * In: `{ store, deadline, ops, together }`; out: `[{ value } | { code, message, hint }]`.
 */
import { readFileSync } from 'node:fs'
import { BulkheadError } from '../../core/errors.ts'
import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { composeVault } from '../compose-vault.ts'
import { keychain } from '../keychain/keychain.ts'
import { leave } from '../processes/leave.ts'

export type Operation = readonly ['get' | 'delete', string] | readonly ['set', string, string]

export interface Drive {
  readonly store: 'keychain' | 'vault'
  readonly deadline?: number
  readonly ops: readonly Operation[]
  /** All at once instead of one after the other. */
  readonly together?: boolean
}

export interface Outcome {
  readonly value?: string | boolean | null
  readonly code?: string
  readonly message?: string
  readonly hint?: string
  /** When it was settled, ms after the start. */
  readonly at: number
}

const drive: Drive = JSON.parse(readFileSync(0, 'utf8'))
const store = drive.store === 'vault' ? composeVault([]).secrets : keychain({ deadline: drive.deadline ?? 30_000 })
const started = performance.now()

async function perform(secrets: SecretStore, [verb, account, text]: Operation): Promise<string | boolean | null> {
  if (verb === 'get') return (await secrets.get(account))?.reveal() ?? null
  if (verb === 'delete') return secrets.delete(account)
  await secrets.set(account, new Secret(text ?? ''))
  return null
}

async function outcome(operation: Operation): Promise<Outcome> {
  try {
    const value = await perform(store, operation)
    return { value, at: performance.now() - started }
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
    const { code, message, hint } = error
    return { code, message, ...(hint === undefined ? {} : { hint }), at: performance.now() - started }
  }
}

const outcomes: Outcome[] = []
if (drive.together === true) outcomes.push(...(await Promise.all(drive.ops.map(outcome))))
else for (const operation of drive.ops) outcomes.push(await outcome(operation))

process.stdout.write(`${JSON.stringify(outcomes)}\n`)
await leave(0)
