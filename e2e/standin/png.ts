import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture in memory: 4 bytes a pixel (red, green, blue, alpha), row after row. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Bytes a pixel by colour type, 8 bits a channel: PNG specification, section 11.2.2. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Width and height from a PNG's header, or undefined when it is no PNG. */
export function pngSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(SIGNATURE)) return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Decodes a PNG of 8 bits a channel without interlace. Throws on any other kind. */
export function decodePng(bytes: Buffer): Bitmap {
  const size = pngSize(bytes)
  const channels = CHANNELS[bytes[25] ?? -1]
  if (size === undefined || channels === undefined || bytes[24] !== 8 || bytes[28] !== 0) {
    throw new Error('only PNG pictures of 8 bits a channel, not interlaced, are read')
  }
  const chunks = readChunks(bytes)
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body)))
  const rows = unfilter(data, size.width * channels, size.height, channels)
  const palette = chunks.find(({ type }) => type === 'PLTE')?.body
  const transparency = chunks.find(({ type }) => type === 'tRNS')?.body
  return { ...size, rgba: toRgba(rows, channels, palette, transparency) }
}

/** Encodes a picture as PNG. */
export function encodePng({ width, height, rgba }: Bitmap): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.alloc((width * 4 + 1) * height)
  for (let row = 0; row < height; row += 1)
    rows.set(rgba.subarray(row * width * 4, (row + 1) * width * 4), row * (width * 4 + 1) + 1)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function readChunks(bytes: Buffer): { type: string; body: Buffer }[] {
  const chunks = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

function chunk(type: string, body: Buffer): Buffer {
  const name = Buffer.from(type, 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(Buffer.concat([name, body])))
  return Buffer.concat([length, name, body, check])
}

/** Undoes the row filters: PNG specification, section 9.2. */
function unfilter(data: Buffer, stride: number, height: number, step: number): Uint8Array {
  const rows = new Uint8Array(stride * height)
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (stride + 1)] ?? 0
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column
      const left = column >= step ? (rows[at - step] ?? 0) : 0
      const above = row > 0 ? (rows[at - stride] ?? 0) : 0
      const corner = row > 0 && column >= step ? (rows[at - stride - step] ?? 0) : 0
      rows[at] = (data[row * (stride + 1) + 1 + column] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return rows
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter === 4) return paeth(left, above, corner)
  return 0
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

function toRgba(rows: Uint8Array, channels: number, palette?: Uint8Array, transparency?: Uint8Array): Uint8Array {
  const pixels = rows.length / channels
  const rgba = new Uint8Array(pixels * 4)
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const [a = 0, b = 0, c = 0, d = 255] = rows.subarray(pixel * channels, (pixel + 1) * channels)
    rgba.set(pixelOf(channels, a, b, c, d, palette, transparency), pixel * 4)
  }
  return rgba
}

function pixelOf(
  channels: number,
  a: number,
  b: number,
  c: number,
  d: number,
  palette?: Uint8Array,
  transparency?: Uint8Array,
): readonly number[] {
  if (palette !== undefined && channels === 1) return [...palette.subarray(a * 3, a * 3 + 3), transparency?.[a] ?? 255]
  if (channels === 1) return [a, a, a, 255]
  if (channels === 2) return [a, a, a, b]
  return [a, b, c, channels === 4 ? d : 255]
}
