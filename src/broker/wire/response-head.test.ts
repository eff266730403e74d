import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './fault.ts'
import { ResponseMemory, readResponseHead } from './response-head.ts'
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

  it('is read the same whatever came before it on the connection', () => {
    const line = fc.constantFrom(
      'HTTP/1.1 200 OK',
      'HTTP/1.0 200 OK',
      'HTTP/1.1 204 No Content',
      'HTTP/1.1 304 Not Modified',
    )
    const field = fc.constantFrom(
      ...[
        'Content-Length: 5',
        'content-length: 7',
        'Content-Length:5',
        'Transfer-Encoding: chunked',
        'X-A: 1',
        'X-A: 2',
      ],
      ...['Connection: close', 'Connection: X-A', 'Content-Type: text/plain', 'Content-Type: image/png', 'ETag: "1"'],
      ...[
        'Content-Encoding: gzip',
        'X-OAuth-Scopes: repo',
        'X-Accepted-OAuth-Scopes: ',
        'X-A:  1',
        'X A: 1',
        'Trailer: X',
      ],
    )
    const head = fc.record({
      text: fc.tuple(line, fc.array(field, { maxLength: 5 })).map(([first, rest]) => [first, ...rest].join('\r\n')),
      method: fc.constantFrom('GET', 'HEAD'),
    })
    const result = (read: () => unknown): unknown => {
      try {
        return read()
      } catch (error) {
        return error
      }
    }
    fc.assert(
      fc.property(fc.array(head, { minLength: 2, maxLength: 6 }), (heads) => {
        const memory = new ResponseMemory()
        for (const { text, method } of heads) {
          expect(result(() => readResponseHead(Buffer.from(text), method, memory))).toEqual(
            result(() => readResponseHead(Buffer.from(text), method)),
          )
        }
      }),
      { numRuns: 3000, seed: 20261130 },
    )
  })

  it.each([
    ['as the broker would write it', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1', true],
    ['with a field of the next hop', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nKeep-Alive: timeout=5', false],
    ['with a Connection', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: X-A\r\nX-A: 1', false],
    ['without the blank after the colon', 'HTTP/1.1 200 OK\r\nContent-Length:5', false],
    ['with a tab for it', 'HTTP/1.1 200 OK\r\nContent-Length:\t5', false],
    ['with a blank at the end', 'HTTP/1.1 200 OK\r\nContent-Length: 5 ', false],
    ['of 204 with a length', 'HTTP/1.1 204 No Content\r\nContent-Length: 5', false],
  ])('goes on as it came, or is written anew: %s', (_, head, goesAsCame) => {
    expect(readResponseHead(Buffer.from(head), 'GET').goesAsCame).toBe(goesAsCame)
  })
})
