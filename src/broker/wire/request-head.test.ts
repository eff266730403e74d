import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../core/identify/testing/cpu-time.ts'
import { Fault } from './fault.ts'
import { readRequestHead } from './request-head.ts'
import vectors from './request-head.vectors.json' with { type: 'json' }

const SEED = 20261124

const read = (head: string): ReturnType<typeof readRequestHead> => readRequestHead(Buffer.from(head, 'latin1'))

const isRefused = ({ expect }: (typeof vectors)[number]): boolean => expect === 'request-invalid'

describe('a request head', () => {
  it.each(vectors.filter(isRefused))('is refused: $name', ({ input }) => {
    expect(() => read(input)).toThrow(Fault)
  })

  it.each(vectors.filter((vector) => !isRefused(vector)))('is read: $name', ({ input, expect: expected }) => {
    expect(read(input)).toMatchObject(Object(expected))
  })

  it('is not repeated in what is said about it', () => {
    const canary = 'bhcanary-5f1c9d'
    for (const { input } of vectors.filter(isRefused)) {
      const head = input.replace('api.x.example', canary).replace('X-A: 1', `X-A: ${canary}`)
      expect(() => read(`${head}\r\nX-${canary}: ${canary}\r\n ${canary}`)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(canary) }),
      )
    }
  })

  it('is read or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), heads), (bytes) => {
        let head: ReturnType<typeof readRequestHead>
        try {
          head = readRequestHead(Buffer.from(bytes))
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
          return
        }
        // Whoever reads the fields again sees the same ones: none of them can hold a line of its own.
        const again = [`${head.method} ${head.target} HTTP/1.${head.isOld ? 0 : 1}`]
        for (const [name, value] of head.fields) again.push(`${name}: ${value}`)
        expect(read(again.join('\r\n'))).toEqual(head)
        expect(again.join('').match(/[\r\n\0]/)).toBeNull()
      }),
      { numRuns: 5000, seed: SEED },
    )
  })

  it('has one length at most, whatever its fields', () => {
    fc.assert(
      fc.property(heads, (bytes) => {
        let framing: { readonly kind: string } | null = null
        try {
          framing = readRequestHead(Buffer.from(bytes)).framing
        } catch {
          return
        }
        const text = Buffer.from(bytes).toString('latin1').toLowerCase()
        const [lengths, codings] = [/content-length/g, /transfer-encoding/g].map(
          (name) => text.match(name)?.length ?? 0,
        )
        expect([lengths, codings]).toEqual(
          framing.kind === 'chunked' ? [0, 1] : [framing.kind === 'length' ? 1 : expect.any(Number), 0],
        )
      }),
      { numRuns: 5000, seed: SEED },
    )
  })

  it.each([
    ['blanks', `X-A: a${' '.repeat(16_000)}b`],
    ['tabs', `X-A: ${'\ta'.repeat(8_000)}`],
    ['colons', `X-A${':'.repeat(16_000)}`],
    ['commas', `Connection: ${','.repeat(16_000)}`],
    ['blanks between commas', `Upgrade: a${' '.repeat(8_000)},${' '.repeat(8_000)}b`],
    ['a long name', 'X'.repeat(16_000)],
    ['empty lines', '\r\n'.repeat(8_000)],
    ['carriage returns', '\r'.repeat(16_000)],
  ])('takes no longer for %s', (_, field) => {
    const head = Buffer.from(`GET / HTTP/1.1\r\nHost: api.x.example\r\n${field}`, 'latin1')
    const tried = (): void => {
      for (let run = 0; run < 10; run++) {
        try {
          readRequestHead(head)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
        }
      }
    }
    expect(cpuTime(tried)).toBeLessThan(100)
  })

  it.each([
    ['a first line of blanks', ' '.repeat(16_000)],
    ['a first line without blanks', 'A'.repeat(16_000)],
    ['a long target', `GET /${'a'.repeat(16_000)} HTTP/1.x`],
  ])('takes no longer for %s', (_, line) => {
    expect(
      cpuTime(() => {
        expect(() => read(line)).toThrow(Fault)
      }),
    ).toBeLessThan(50)
  })
})

/** Heads made of what smugglers use. */
const heads = fc
  .tuple(
    fc.constantFrom('GET / HTTP/1.1', 'POST /a?b HTTP/1.1', 'POST / HTTP/1.0', 'GET  / HTTP/1.1', 'get / HTTP/1.1'),
    fc.array(
      fc
        .tuple(
          fc.constantFrom(
            'Host',
            'Content-Length',
            'content-length',
            'Transfer-Encoding',
            'Connection',
            'Upgrade',
            'X',
          ),
          fc.constantFrom(':', ': ', ' :', ':\t', ': \x0b', ':\xa0', ''),
          fc.constantFrom(
            '5',
            '0',
            '05',
            '+5',
            'chunked',
            'Chunked',
            'identity, chunked',
            'a.example',
            'upgrade',
            'close',
            '',
          ),
          fc.constantFrom('', '', ' ', '\t', '\r', '\n x', '\0', '\x85', ',', '; a'),
        )
        .map((parts) => parts.join('')),
      { maxLength: 6 },
    ),
    fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r\n '),
  )
  .map(([line, fields, end]) => Buffer.from([line, 'Host: a.example', ...fields].join(end), 'latin1'))
