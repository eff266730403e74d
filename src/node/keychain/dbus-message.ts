/**
 * As much of D-Bus's wire format as one question needs. D-Bus Specification, Message Protocol and Type System.
 */

const LITTLE = 0x6c
const BIG = 0x42

const METHOD_CALL = 1
const METHOD_RETURN = 2
const ERROR = 3

/** The bus shall not start a service for us. */
const NO_AUTO_START = 0x2

const FIELD = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 } as const

const FIXED_HEADER = 16

export interface MethodCall {
  readonly serial: number
  readonly destination: string
  readonly path: string
  /** The interface. */
  readonly face: string
  readonly member: string
  /** Arguments, all of type string. */
  readonly strings: readonly string[]
}

export interface Reply {
  /** Of the call that it answers. */
  readonly serial: number
  /** Name of the error; null for a return. */
  readonly error: string | null
  /** The value, where it is a variant of a boolean; else null. */
  readonly flag: boolean | null
}

/** A method call in little-endian form. */
export function methodCall({ serial, destination, path, face, member, strings }: MethodCall): Buffer {
  const body = strings.reduce((bytes, text) => Buffer.concat([padded(bytes, 4), string(text)]), Buffer.alloc(0))
  const fields = [
    field(FIELD.path, 'o', path),
    field(FIELD.destination, 's', destination),
    field(FIELD.interface, 's', face),
    field(FIELD.member, 's', member),
    ...(strings.length > 0 ? [signatureField('s'.repeat(strings.length))] : []),
  ].reduce((bytes, next) => Buffer.concat([padded(bytes, 8), next]), Buffer.alloc(0))

  const start = Buffer.from([LITTLE, METHOD_CALL, NO_AUTO_START, 1])
  const header = Buffer.concat([start, uint32(body.length), uint32(serial), uint32(fields.length), fields])
  return Buffer.concat([padded(header, 8), body])
}

/** The byte order that a message begins with; null when it is not a message. */
export const byteOrderOf = (bytes: Buffer): 'little' | 'big' | null =>
  bytes[0] === LITTLE ? 'little' : bytes[0] === BIG ? 'big' : null

/** Whole length of the message that `bytes` begin with; null while that is not known. */
export function messageLength(bytes: Buffer): number | null {
  if (bytes.length < FIXED_HEADER || byteOrderOf(bytes) === null) return null
  return aligned(FIXED_HEADER + uint32At(bytes, 12), 8) + uint32At(bytes, 4)
}

/** Reads one whole message; null when it answers nothing, as a signal does, or is malformed. */
export function readReply(message: Buffer): Reply | null {
  const type = message[1]
  if (type !== METHOD_RETURN && type !== ERROR) return null
  try {
    const fields = readFields(message)
    const serial = fields.get(FIELD.replySerial)
    const name = fields.get(FIELD.errorName)
    if (typeof serial !== 'number') return null
    return {
      serial,
      error: type === ERROR ? String(name ?? 'unknown') : null,
      flag: type === METHOD_RETURN ? readFlag(message, fields.get(FIELD.signature)) : null,
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function readFields(message: Buffer): Map<number, string | number> {
  const fields = new Map<number, string | number>()
  const end = FIXED_HEADER + uint32At(message, 12)
  for (let at = FIXED_HEADER; at < end; ) {
    at = aligned(at, 8)
    const code = message.readUInt8(at)
    // A header field is a variant of one basic type: a signature of length 1, then the value.
    const type = String.fromCharCode(message.readUInt8(at + 2))
    const start = type === 'g' ? at + 4 : aligned(at + 4, 4)
    if (type === 'u') {
      fields.set(code, uint32At(message, start))
      at = start + 4
    } else {
      const prefix = type === 'g' ? 1 : 4
      const length = type === 'g' ? message.readUInt8(start) : uint32At(message, start)
      fields.set(code, message.toString('utf8', start + prefix, start + prefix + length))
      at = start + prefix + length + 1
    }
  }
  return fields
}

/** A variant of a boolean as the whole body: signature `b`, then 32 bits. */
function readFlag(message: Buffer, signature: string | number | undefined): boolean | null {
  const body = aligned(FIXED_HEADER + uint32At(message, 12), 8)
  if (signature !== 'v' || message.toString('latin1', body, body + 3) !== '\x01b\0') return null
  return uint32At(message, aligned(body + 3, 4)) === 1
}

const field = (code: number, type: 'o' | 's', text: string): Buffer =>
  Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), string(text)])

const signatureField = (signature: string): Buffer =>
  Buffer.concat([
    Buffer.from([FIELD.signature, 1, 'g'.charCodeAt(0), 0, signature.length]),
    Buffer.from(`${signature}\0`),
  ])

const string = (text: string): Buffer => Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(`${text}\0`)])

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const uint32At = (bytes: Buffer, at: number): number =>
  byteOrderOf(bytes) === 'big' ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)

const aligned = (offset: number, to: number): number => Math.ceil(offset / to) * to

const padded = (bytes: Buffer, to: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, to) - bytes.length)])
