import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../core/identify/testing/cpu-time.ts'
import { ChunkReader, chunkOf, LAST_CHUNK } from './chunks.ts'
import vectors from './chunks.vectors.json' with { type: 'json' }
import { Fault } from './fault.ts'

const SEED = 20261124

type Vector = (typeof vectors)[number]

const isRefused = ({ expect }: Vector): boolean => expect === 'request-invalid'

/** What a reader makes of pieces that arrive one after the other; a body that came to its end is not read on. */
function readAll(pieces: readonly Buffer[], takesTrailers: boolean): { data: string; rest: string; isDone: boolean } {
  const reader = new ChunkReader(takesTrailers)
  const [data, rest]: [Buffer[], Buffer[]] = [[], []]
  for (const piece of pieces) {
    if (reader.isDone) {
      rest.push(piece)
      continue
    }
    const read = reader.read(piece)
    for (const part of read.data) data.push(part)
    rest.push(read.rest)
  }
  const text = (parts: Buffer[]): string => Buffer.concat(parts).toString('latin1')
  return { data: text(data), rest: text(rest), isDone: reader.isDone }
}

/** All ways to cut a body in two, in one, and in single bytes. */
function cuts(body: string): Buffer[][] {
  const bytes = Buffer.from(body, 'latin1')
  const inTwo = Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)])
  return [[bytes], ...inTwo.slice(0, 300), Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))]
}

describe('a chunked body', () => {
  it.each(vectors.filter(isRefused))('is refused, wherever it is cut: $name', ({ input }) => {
    for (const pieces of cuts(input.body)) expect(() => readAll(pieces, input.takesTrailers)).toThrow(Fault)
  })

  it.each(vectors.filter((vector) => !isRefused(vector)))(
    'is read, wherever it is cut: $name',
    ({ input, expect: expected }) => {
      for (const pieces of cuts(input.body)) expect(readAll(pieces, input.takesTrailers)).toEqual(expected)
    },
  )

  it('is never ended by an empty piece of it', () => {
    expect(chunkOf(Buffer.alloc(0))).toEqual([])
  })

  it('comes back as it was sent, whatever its pieces and cuts', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 })
    fc.assert(
      fc.property(pieces, fc.uint8Array({ maxLength: 20 }), fc.array(fc.nat(400)), (parts, after, at) => {
        const sent = Buffer.concat([
          ...parts.flatMap((part) => chunkOf(Buffer.from(part))),
          LAST_CHUNK,
          Buffer.from(after),
        ])
        expect(readAll(cutAt(sent, at), false)).toEqual({
          data: Buffer.concat(parts).toString('latin1'),
          rest: Buffer.from(after).toString('latin1'),
          isDone: true,
        })
      }),
      { numRuns: 2000, seed: SEED },
    )
  })

  it('is the same or refused alike, wherever it is cut, whatever the bytes', () => {
    const token = fc.constantFrom(
      '0',
      '5',
      'a',
      'F',
      '\r\n',
      '\r',
      '\n',
      ';',
      ' ',
      '-',
      'hello',
      '\0',
      '0\r\n\r\n',
      'x: y',
    )
    const bodies = fc.oneof(
      fc.array(token, { maxLength: 14 }).map((tokens) => Buffer.from(tokens.join(''), 'latin1')),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    )
    const outcome = (parts: readonly Buffer[], takesTrailers: boolean): unknown => {
      try {
        return readAll(parts, takesTrailers)
      } catch (error) {
        expect(error).toBeInstanceOf(Fault)
        return 'refused'
      }
    }
    fc.assert(
      fc.property(bodies, fc.boolean(), fc.array(fc.nat(70), { maxLength: 6 }), (body, takesTrailers, at) => {
        const whole = outcome([body], takesTrailers)
        const cut = outcome(cutAt(body, at), takesTrailers)
        // A line that is too long already may be refused before its end is there.
        expect(cut).toEqual(whole)
      }),
      { numRuns: 10_000, seed: SEED },
    )
  })

  it.each([
    ['one-byte chunks', Buffer.from('1\r\nx\r\n'.repeat(170_000))],
    ['one chunk', Buffer.concat([...chunkOf(Buffer.alloc(1_000_000, 'x')), LAST_CHUNK])],
  ])('of 1 MB is read at once, and in pieces: %s', (_, body) => {
    const pieces = Array.from({ length: body.length / 1_000 }, (_, at) => body.subarray(at * 1_000, (at + 1) * 1_000))
    expect(cpuTime(() => readAll([body], false))).toBeLessThan(1_000)
    expect(cpuTime(() => readAll(pieces, false))).toBeLessThan(1_000)
  })

  it.each([
    ['a size without an end', '0'.repeat(1_000_000)],
    ['line feeds', '\n'.repeat(1_000_000)],
    ['a trailer without an end', `0\r\n${'a'.repeat(1_000_000)}`],
  ])('is refused before it is read whole: %s', (_, body) => {
    const bytes = Buffer.from(body)
    const tried = (): void => {
      const reader = new ChunkReader(true)
      let at = 0
      expect(() => {
        for (; at < bytes.length; at++) reader.read(bytes.subarray(at, at + 1))
      }).toThrow(Fault)
      expect(at).toBeLessThan(10_000)
    }
    expect(cpuTime(tried)).toBeLessThan(500)
  })
})

function cutAt(bytes: Buffer, at: readonly number[]): Buffer[] {
  const ends = [...at.filter((end) => end < bytes.length), bytes.length].sort((one, other) => one - other)
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}
