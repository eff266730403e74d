import type { ByteReader } from '../wire/byte-reader.ts'
import type { ResponseHead } from '../wire/response-head.ts'

/**
 * The whole answer as it came, where all of it is there and can go on like that: most do, and it takes a quarter of the
 * time that it takes to write one anew.
 */
export const messageAsCame = (head: ResponseHead, reader: ByteReader): Buffer | null =>
  head.goesAsCame && isSized(head) ? reader.messageNow(lengthOf(head)) : null

const isSized = ({ framing }: ResponseHead): boolean => framing.kind === 'none' || framing.kind === 'length'

const lengthOf = ({ framing }: ResponseHead): number => (framing.kind === 'length' ? framing.length : 0)

/** The body of such a message. */
export const bodyIn = (message: Buffer, head: ResponseHead): Buffer => message.subarray(message.length - lengthOf(head))

/** What of a message is looked into, as text. */
export const readableIn = (message: Buffer, head: ResponseHead): string =>
  message.toString('latin1', 0, head.isReadable ? message.length : message.length - lengthOf(head))
