import type { Socket } from 'node:net'
import { ByteReader } from './byte-reader.ts'
import { Patience } from './patience.ts'
import { RequestMemory } from './request-head.ts'

/** A connection of a client, and what it says. */
export interface ClientSide {
  readonly socket: Socket
  readonly reader: ByteReader
  readonly patience: Patience
  readonly memory: RequestMemory
}

export const clientOf = (socket: Socket): ClientSide => ({
  socket,
  reader: new ByteReader(socket),
  patience: new Patience(socket),
  memory: new RequestMemory(),
})

/**
 * Waits for the first byte of the next head, or the end. The connection is closed where it takes too long.
 *
 * @param within How long it may take, ms.
 */
export function firstByte({ reader, patience }: ClientSide, within: number): Promise<void> | void {
  if (reader.hasBytes) return
  patience.begin(within)
  return reader.arrived()
}

/**
 * The head whose first byte is there; null when the client has nothing more to say. Most come in one piece, and are not
 * waited for.
 *
 * @param within How long the rest may take from there, ms: the connection is closed then.
 * @throws {Fault}
 */
export function wholeHead({ reader, patience }: ClientSide, within: number): Promise<Buffer | null> | Buffer {
  patience.end()
  const head = reader.headNow()
  if (head !== null) return head
  patience.begin(within)
  return reader.head().finally(() => patience.end())
}

/**
 * Ends a connection once all was said.
 *
 * What still comes is read and dropped for a while: a client that is sending its body would see a reset instead of the
 * answer, had we closed at once. One that never hangs up is not waited for. RFC 9112 section 9.6.
 *
 * @param within How long the client may take to hang up, ms.
 */
export async function hangUp({ socket, reader }: ClientSide, within: number): Promise<void> {
  if (socket.destroyed) return
  let timer: NodeJS.Timeout | undefined
  // Not before all of it is on its way: a slow reader still wants the end of its answer.
  const wait = (): void => {
    timer = setTimeout(() => socket.destroy(), within)
  }
  if (socket.writableFinished) wait()
  else socket.once('finish', wait)
  socket.once('close', () => clearTimeout(timer))
  socket.end()
  while ((await reader.some()) !== null);
}

/**
 * Calls `cut` when the client goes: at once when its connection closes, after a while when it has only closed its own
 * side, since one that is gone looks the same until something is sent to it.
 *
 * @param within That while, ms.
 * @returns Stops it.
 */
export function whenGone({ socket, reader }: ClientSide, within: number, cut: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const wait = (): void => {
    timer = setTimeout(cut, within)
  }
  reader.onGone = (how) => (how === 'closed' ? cut() : wait())
  if (socket.readableEnded) wait()
  return () => {
    clearTimeout(timer)
    reader.onGone = null
  }
}
