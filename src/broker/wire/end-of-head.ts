import { Fault } from './fault.ts'
import { HEAD_LIMIT } from './head.ts'

/** Length of the empty line after a head, with the end of the line before. */
export const HEAD_END = 4

const LF = 0x0a
const CR = 0x0d

/**
 * Where the first empty line begins, with the end of the line before; -1 when it is not there.
 *
 * @param from How many bytes were looked at before.
 * @throws {Fault} at a bare line feed: after one the head might never end, and its sender would wait for us.
 */
export function endOfHead(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(LF, from); at >= 0 && at < HEAD_LIMIT + HEAD_END; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] !== CR) throw new Fault('a bare line feed in a head')
    if (bytes[at - 2] === LF && bytes[at - 3] === CR) return at + 1 - HEAD_END
  }
  return -1
}

/**
 * Where the first empty line begins, with the end of the line before; -1 when it is not there within a head's length.
 *
 * By hand: a call out of JavaScript takes longer than most heads.
 */
export function emptyLineIn(bytes: Buffer, from: number): number {
  const last = Math.min(bytes.length, from + HEAD_LIMIT + HEAD_END) - 1
  for (let at = from + HEAD_END - 1; at <= last; at++) {
    if (bytes[at] === LF && bytes[at - 1] === CR && bytes[at - 2] === LF && bytes[at - 3] === CR) {
      return at + 1 - HEAD_END
    }
  }
  return -1
}
