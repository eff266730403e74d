import type { Packed } from '../read-packed.ts'

/** One made-up macaroon of Fly.io: caveats as `[kind, body]`. */
export interface FlyRecipe {
  readonly location?: string
  readonly keyId?: Uint8Array
  readonly caveats?: readonly (readonly [number, Packed])[]
  readonly prefix?: string
}

/** A Fly.io token of these macaroons, with a tail of no key. */
export const flySecret = (...macaroons: readonly FlyRecipe[]): string =>
  macaroons
    .map(({ location = 'https://api.fly.io/v1', keyId = bytes(7), caveats = [], prefix = 'fm2_' }) => {
      const macaroon = [[keyId, bytes(8), false], location, caveats.flat(), bytes(9)]
      return `${prefix}${Buffer.from(packed(macaroon as Packed)).toString('base64')}`
    })
    .join(',')

const bytes = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

/** MessagePack of a value, in the shortest form of each part. */
export function packed(value: Packed): number[] {
  if (value === null) return [0xc0]
  if (typeof value === 'boolean') return [value ? 0xc3 : 0xc2]
  if (typeof value === 'bigint') return [0xcf, ...big(value, 8)]
  if (typeof value === 'number') return packedNumber(value)
  if (typeof value === 'string') return sized(0xa0, 0x20, 0xd9, Buffer.from(value))
  if (value instanceof Uint8Array) return sized(0, 0, 0xc4, value)
  if (value instanceof Map)
    return counted(
      0x80,
      0xde,
      value.size,
      [...value].flatMap(([key, item]) => [...packed(key), ...packed(item)]),
    )
  const list = value as readonly Packed[]
  return counted(0x90, 0xdc, list.length, list.flatMap(packed))
}

function packedNumber(value: number): number[] {
  if (!Number.isInteger(value)) {
    const view = new DataView(new ArrayBuffer(8))
    view.setFloat64(0, value)
    return [0xcb, ...new Uint8Array(view.buffer)]
  }
  if (value < 0) return value >= -32 ? [value + 0x100] : [0xd3, ...big(BigInt.asUintN(64, BigInt(value)), 8)]
  if (value < 0x80) return [value]
  return value <= 0xffffffff ? [0xce, ...big(BigInt(value), 4)] : [0xcf, ...big(BigInt(value), 8)]
}

const big = (value: bigint, size: number): number[] =>
  Array.from({ length: size }, (_, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 0xffn))

function sized(short: number, limit: number, long: number, body: Uint8Array): number[] {
  if (body.length < limit) return [short + body.length, ...body]
  return body.length < 0x100 ? [long, body.length, ...body] : [long + 1, ...big(BigInt(body.length), 2), ...body]
}

const counted = (short: number, long: number, count: number, body: readonly number[]): number[] =>
  count < 16 ? [short + count, ...body] : [long, ...big(BigInt(count), 2), ...body]
