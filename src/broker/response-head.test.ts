import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './fault.ts'
import { readResponseHead } from './response-head.ts'
import vectors from './response-head.vectors.json' with { type: 'json' }

type Vector = (typeof vectors)[number]

const read = ({ method, head }: Vector['input']): ReturnType<typeof readResponseHead> =>
  readResponseHead(Buffer.from(head, 'latin1'), method)

describe('an answer’s head', () => {
  it.each(vectors.filter(({ expect }) => expect === 'fault'))('is refused: $name', ({ input }) => {
    expect(() => read(input)).toThrow(Fault)
  })

  it.each(vectors.filter(({ expect }) => expect !== 'fault'))('is read: $name', ({ input, expect: expected }) => {
    expect(read(input)).toMatchObject(Object(expected))
  })

  it('is read or refused, whatever the bytes', () => {
    const piece = fc.constantFrom(
      ...['HTTP/1.1 200 OK', 'HTTP/1.0 304 ', 'HTTP/1.1 101', '\r\n', '\r', '\n', '\r\n ', 'Content-Length: 5'],
      ...['Transfer-Encoding: chunked', 'transfer-encoding: x', 'Connection: close', 'A: \xff', '\0', ':'],
    )
    const heads = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1'))
    const method = fc.constantFrom('GET', 'HEAD', 'POST')
    fc.assert(
      fc.property(fc.oneof(heads, fc.uint8Array({ maxLength: 300 })), method, (bytes, asked) => {
        try {
          const { line, status, framing } = readResponseHead(Buffer.from(bytes), asked)
          expect(line).not.toMatch(/[\r\n\0]/)
          expect(status).toBeGreaterThanOrEqual(100)
          if (asked === 'HEAD' || status < 200) expect(framing).toEqual({ kind: 'none' })
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
        }
      }),
      { numRuns: 5000, seed: 20261124 },
    )
  })
})
