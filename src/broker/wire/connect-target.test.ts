import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../core/identify/testing/cpu-time.ts'
import { connectTarget, hostField } from './connect-target.ts'
import vectors from './connect-target.vectors.json' with { type: 'json' }
import { Fault } from './fault.ts'

const SEED = 20261124

const isRefused = ({ expect }: (typeof vectors)[number]): boolean => expect === 'request-invalid'

/** Without a port, which only CONNECT needs. */
const isPortless = (input: string): boolean => ['api.x.example', '[::1]'].includes(input)

describe('a CONNECT target', () => {
  it.each(vectors.filter(isRefused))('is refused: $name', ({ input }) => {
    expect(() => connectTarget(input)).toThrow(Fault)
  })

  it.each(vectors.filter((vector) => !isRefused(vector)))('is read: $name', ({ input, expect: expected }) => {
    expect(connectTarget(input)).toEqual(expected)
  })

  it.each([
    ['labels', 'a.'.repeat(5_000)],
    ['a letter', 'a'.repeat(10_000)],
    ['dots', '.'.repeat(10_000)],
    ['a port', `api.x.example:${'4'.repeat(10_000)}`],
    ['colons in brackets', `[${':'.repeat(10_000)}]:443`],
    ['brackets', '['.repeat(10_000)],
  ])('of 10 kB is refused at once: %s', (_, target) => {
    expect(
      cpuTime(() => {
        for (const text of [target, `${target}:443`]) expect(() => connectTarget(text)).toThrow(Fault)
      }),
    ).toBeLessThan(50)
  })

  it('is judged as the host that is dialled, or refused', () => {
    fc.assert(
      fc.property(targets, (target) => {
        let place: ReturnType<typeof connectTarget>
        try {
          place = connectTarget(target)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
          return
        }
        // Another parser finds the very same host and port in the bytes that came, and so do we in what we made of them.
        const url = new URL(`ws://${target}/`)
        expect([url.username, url.password, url.pathname]).toEqual(['', '', '/'])
        expect(url.hostname.replace(/\.$/, '')).toBe(place.host)
        expect(Number(url.port || 80)).toBe(place.port)
        expect(connectTarget(`${place.host}:${place.port}`)).toEqual(place)
        expect(place.port).toBeGreaterThan(0)
      }),
      { numRuns: 20_000, seed: SEED },
    )
  })
})

describe('a Host field', () => {
  it.each(vectors.filter((vector) => isRefused(vector) && !isPortless(vector.input)))(
    'is refused: $name',
    ({ input }) => {
      expect(() => hostField(input, 443)).toThrow(Fault)
    },
  )

  it.each(vectors.filter((vector) => !isRefused(vector)))('is read: $name', ({ input, expect: expected }) => {
    expect(hostField(input, 443)).toEqual(expected)
  })

  it('may leave out the usual port', () => {
    expect(hostField('API.x.example', 443)).toEqual({ host: 'api.x.example', port: 443 })
    expect(hostField('[::1]', 80)).toEqual({ host: '[::1]', port: 80 })
  })
})

const targets = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'a',
          'x.example',
          '.',
          '..',
          '-',
          '_',
          '@',
          ':',
          '[',
          ']',
          '::1',
          '::ffff:',
          '127',
          '0x7f',
          '1',
          '%2f',
          '/',
        ],
        ...['\\', '#', '?', ' ', '\t', '\uff0e', '\u3002', '\xad', '\xfc', 'A', 'xn--', '0', '443', ':443', ':65536'],
      ),
      { maxLength: 7 },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.oneof(
        fc.domain(),
        fc.ipV4Extended(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      fc.integer({ min: 0, max: 66_000 }),
    )
    .map(([host, port]) => `${host}:${port}`),
)
