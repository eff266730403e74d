import { once } from 'node:events'
import type { TLSSocket } from 'node:tls'
import { type Line, opened, requestOf, type Way } from './line.ts'
import { load, openLines } from './load.ts'
import { forgetPeak, memoryOf, peakOf } from './process-stat.ts'

/** What a proxy holds, MiB. */
export interface Memory {
  readonly before: number
  readonly after: number
}

/**
 * Requests until the heap has found its size. Measured: what is held grows in steps, 134, 168, 219 MiB, until some 200,000
 * requests, and is the same at 300,000 and at 460,000. The part of V8's heap for young objects is the likely reason: held
 * at 8 MiB a half-space, the steps are gone and each request costs a tenth more.
 */
const SETTLING = 200_000

/** How much a proxy holds once its heap has settled, and after so many requests more. */
export async function memoryOverRequests(way: Way, lines: readonly Line[], count: number): Promise<Memory> {
  const pid = way.pid ?? 0
  await requests(way, lines, SETTLING)
  const before = memoryOf(pid)
  await requests(way, lines, count)
  return { before, after: memoryOf(pid) }
}

async function requests(way: Way, lines: readonly Line[], count: number): Promise<void> {
  for (let done = 0; done < count; ) done += (await load(way, lines, 500)).requests
}

/** How much a proxy holds at most while an answer of `length` bytes passes, MiB. @throws {Error} When it is cut off. */
export const peakOverAnswer = (way: Way, length: number): Promise<number> =>
  peakOver(way, (socket) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let got = 0
    socket.on('data', (bytes: Buffer) => {
      got += bytes.length
      if (got > length) resolve()
    })
    socket.write(requestOf(way, 'GET /big HTTP/1.1'))
    return promise
  })

const PIECE = Buffer.from('a line of text that nobody reads\n'.repeat(2_000), 'latin1')

/** How much a proxy holds at most while a body of `length` bytes passes, MiB. @throws {Error} When it is cut off. */
export const peakOverBody = (way: Way, length: number): Promise<number> =>
  peakOver(way, async (socket) => {
    const answered = once(socket, 'data') as Promise<[Buffer]>
    socket.write(requestOf(way, 'POST /sink HTTP/1.1', length))
    for (let left = length; left > 0; left -= PIECE.length) {
      if (!socket.write(PIECE.subarray(0, Math.min(left, PIECE.length)))) await once(socket, 'drain')
    }
    const [answer] = await answered
    if (!answer.toString('latin1').startsWith('HTTP/1.1 200')) throw new Error(`${way.name}: a body was not taken`)
  })

async function peakOver(way: Way, use: (socket: TLSSocket) => Promise<void>): Promise<number> {
  const pid = way.pid ?? 0
  const socket = await opened(way)
  const cutOff = once(socket, 'close').then(() => Promise.reject(new Error(`${way.name} closed the connection`)))
  cutOff.catch(() => undefined)
  forgetPeak(pid)
  await Promise.race([use(socket), cutOff])
  socket.destroy()
  return peakOf(pid)
}

/** How many of so many idle connections still answer after so many busy ones had their requests. */
export async function heldWhileBusy(way: Way, idle: number, busy: number): Promise<number> {
  const waiting = await opensInTurn(way, idle)
  const working = await opensInTurn(way, busy)
  await load(way, working, 3_000)
  let held = 0
  for (const line of waiting) {
    await new Promise<void>((resolve) =>
      line.ask(
        () => resolve(void held++),
        () => resolve(),
      ),
    )
  }
  for (const line of [...waiting, ...working]) line.close()
  return held
}

/** A few at a time, as programs come; a thousand handshakes at once would measure patience. */
async function opensInTurn(way: Way, count: number): Promise<Line[]> {
  const lines: Line[] = []
  while (lines.length < count) lines.push(...(await openLines(way, Math.min(20, count - lines.length))))
  return lines
}
