import { fromUtf8 } from './base64.ts'

/** A value of MessagePack; maps keep their keys as they are, whole numbers beyond 2^53 are bigints. */
export type Packed =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Packed[]
  | ReadonlyMap<Packed, Packed>

// A token's macaroons have a few dozen values, nested four or five deep.
const DEPTH_LIMIT = 16
const VALUE_LIMIT = 5000

/**
 * Reads one whole MessagePack value (github.com/msgpack/msgpack, spec.md), without extension types.
 *
 * @returns undefined for anything that is not exactly one, is nested deeper than 16, or holds more than 5,000 values.
 */
export function readPacked(bytes: Uint8Array): Packed | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reader = { view, at: 0, left: VALUE_LIMIT }
  try {
    const value = readValue(reader, 0)
    return reader.at === bytes.length ? value : undefined
  } catch {
    // A length that points past the end, an unknown type or a bomb: the reader below throws RangeError for each.
    return undefined
  }
}

interface Reader {
  readonly view: DataView
  at: number
  left: number
}

function readValue(reader: Reader, depth: number): Packed {
  if (depth > DEPTH_LIMIT || reader.left-- <= 0) throw new RangeError('too much')
  const type = unsigned(reader, 1)
  if (type < 0x80) return type
  if (type < 0x90) return mapOf(reader, type & 0x0f, depth)
  if (type < 0xa0) return listOf(reader, type & 0x0f, depth)
  if (type < 0xc0) return textOf(reader, type & 0x1f)
  if (type >= 0xe0) return type - 0x100
  const read = TYPES.get(type)
  if (read === undefined) throw new RangeError('unknown type')
  return read(reader, depth)
}

type Read = (reader: Reader, depth: number) => Packed

const TYPES: ReadonlyMap<number, Read> = new Map<number, Read>([
  [0xc0, () => null],
  [0xc2, () => false],
  [0xc3, () => true],
  [0xc4, (reader) => bytesOf(reader, unsigned(reader, 1))],
  [0xc5, (reader) => bytesOf(reader, unsigned(reader, 2))],
  [0xc6, (reader) => bytesOf(reader, unsigned(reader, 4))],
  [0xca, (reader) => reader.view.getFloat32(step(reader, 4))],
  [0xcb, (reader) => reader.view.getFloat64(step(reader, 8))],
  [0xcc, (reader) => unsigned(reader, 1)],
  [0xcd, (reader) => unsigned(reader, 2)],
  [0xce, (reader) => unsigned(reader, 4)],
  [0xcf, (reader) => narrowed(reader.view.getBigUint64(step(reader, 8)))],
  [0xd0, (reader) => reader.view.getInt8(step(reader, 1))],
  [0xd1, (reader) => reader.view.getInt16(step(reader, 2))],
  [0xd2, (reader) => reader.view.getInt32(step(reader, 4))],
  [0xd3, (reader) => narrowed(reader.view.getBigInt64(step(reader, 8)))],
  [0xd9, (reader) => textOf(reader, unsigned(reader, 1))],
  [0xda, (reader) => textOf(reader, unsigned(reader, 2))],
  [0xdb, (reader) => textOf(reader, unsigned(reader, 4))],
  [0xdc, (reader, depth) => listOf(reader, unsigned(reader, 2), depth)],
  [0xdd, (reader, depth) => listOf(reader, unsigned(reader, 4), depth)],
  [0xde, (reader, depth) => mapOf(reader, unsigned(reader, 2), depth)],
  [0xdf, (reader, depth) => mapOf(reader, unsigned(reader, 4), depth)],
])

/** Moves past some bytes and answers where they begin; past the end, `DataView` and `subarray` below would lie or throw. */
function step(reader: Reader, count: number): number {
  const start = reader.at
  if (start + count > reader.view.byteLength) throw new RangeError('past the end')
  reader.at = start + count
  return start
}

function unsigned(reader: Reader, size: 1 | 2 | 4): number {
  const start = step(reader, size)
  if (size === 1) return reader.view.getUint8(start)
  return size === 2 ? reader.view.getUint16(start) : reader.view.getUint32(start)
}

const narrowed = (value: bigint): number | bigint => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

function bytesOf(reader: Reader, length: number): Uint8Array {
  const start = step(reader, length)
  return new Uint8Array(reader.view.buffer, reader.view.byteOffset + start, length)
}

function textOf(reader: Reader, length: number): string {
  const text = fromUtf8(bytesOf(reader, length))
  if (text === null) throw new RangeError('no text')
  return text
}

// Both are read item by item, so that a length of four thousand million makes nothing before the bytes run out.
function listOf(reader: Reader, length: number, depth: number): Packed[] {
  const list: Packed[] = []
  for (let index = 0; index < length; index++) list.push(readValue(reader, depth + 1))
  return list
}

function mapOf(reader: Reader, length: number, depth: number): Map<Packed, Packed> {
  const map = new Map<Packed, Packed>()
  for (let index = 0; index < length; index++) {
    const key = readValue(reader, depth + 1)
    map.set(key, readValue(reader, depth + 1))
  }
  return map
}
