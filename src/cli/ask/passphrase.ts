import { readSync } from 'node:fs'
import { BulkheadError } from '../../core/errors.ts'
import { readSecret } from '../../core/token/read-secret.ts'
import type { Prompts } from './prompt.ts'

/** Reads the passphrase of the sealed store. @param isNew Asks twice on a terminal, so that a slip locks nobody out. */
export type ReadPassphrase = (isNew?: boolean) => Promise<string>

const LIMIT = 64 * 1024

/**
 * From the file descriptor that `--passphrase-fd` names, else from a hidden prompt.
 *
 * One line end is removed, as of a secret.
 */
export function passphraseFrom(fd: string | undefined, ask: Prompts): ReadPassphrase {
  if (fd === undefined) return (isNew = false) => ask.passphrase(isNew)
  return async () => parsePassphrase(readAll(parseDescriptor(fd)))
}

/** As a secret is read, with an error that speaks of the passphrase. @throws {BulkheadError} `secret-invalid`. */
function parsePassphrase(bytes: Uint8Array): string {
  try {
    return readSecret(bytes).reveal()
  } catch {
    throw new BulkheadError('secret-invalid', 'the passphrase is empty or is not text', {
      hint: 'give one line of UTF-8 text',
    })
  }
}

/** @throws {BulkheadError} `usage`. Standard output and error are written to and cannot be read. */
function parseDescriptor(text: string): number {
  if (/^(0|[3-9]|[1-9]\d{1,5})$/.test(text)) return Number(text)
  throw unreadable()
}

function readAll(fd: number): Uint8Array {
  const buffer = Buffer.alloc(LIMIT + 1)
  let length = 0
  try {
    for (let read = -1; read !== 0 && length <= LIMIT; length += read)
      read = readSync(fd, buffer, length, LIMIT + 1 - length, null)
  } catch {
    throw unreadable()
  }
  if (length > LIMIT) throw new BulkheadError('secret-invalid', 'the passphrase is larger than 64 KiB')
  return buffer.subarray(0, length)
}

const unreadable = (): BulkheadError =>
  new BulkheadError('usage', '--passphrase-fd names no file descriptor that can be read', {
    hint: 'open one for it: bulkhead … --passphrase-fd 3 3< FILE',
  })
