import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BulkheadError } from '../errors.ts'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import { formatDestination, parseDestination, readDestination } from './destination.ts'
import vectors from './destination.vectors.json' with { type: 'json' }

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

function answer(text: string): string {
  try {
    return formatDestination(parseDestination(text))
  } catch (error) {
    if (error instanceof BulkheadError) return error.code
    throw error
  }
}

describe('parseDestination', () => {
  it.each(vectors)('$name: $input', ({ input, expect: expected }) => {
    expect(answer(input)).toBe(expected)
  })

  it('says what is wrong and what to do, in one line each', () => {
    for (const { input, expect: expected } of vectors.filter(({ expect }) => expect.startsWith('destination-'))) {
      const error = thrownBy(() => parseDestination(input))
      expect(error.code).toBe(expected)
      expect(error.hint).toMatch(/api\.github\.com/)
      expect(error.message).not.toMatch(/[\r\n\0]/)
      expect(error.message.length).toBeLessThan(400)
    }
  })

  it('does not repeat what may be a secret', () => {
    for (const text of [
      'https://user:hunter2@github.com',
      'x:hunter2@a@b.example',
      'api.x.example?key=hunter2',
      'api.x.example#hunter2',
    ]) {
      expect(thrownBy(() => parseDestination(text)).message).not.toContain('hunter2')
    }
  })

  it('answers text of any kind with a destination or one of its two errors', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), likely), (text) => {
        const first = answer(text)
        expect(first.startsWith('destination-') || answer(first) === first).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses text of any length quickly', () => {
    for (const unit of ['a', '.', '*.', '/', 'GET,', '[', ':', ' via ', 'a.', 'ü', '%']) {
      const text = unit.repeat(100_000)
      expect(cpuTime(() => expect(answer(text)).toBe('destination-invalid'))).toBeLessThan(50)
    }
  })
})

describe('formatDestination', () => {
  it('gives a text that reads back as the same destination, and stays as it is', () => {
    fc.assert(
      fc.property(likely, (text) => {
        const destination = parsed(text)
        if (destination === null) return
        const canonical = formatDestination(destination)
        expect(parseDestination(canonical)).toEqual(destination)
        expect(readDestination(canonical)).toEqual(destination)
        expect(formatDestination(parseDestination(canonical))).toBe(canonical)
      }),
      { numRuns: 2000 },
    )
  })
})

const parsed = (text: string) => {
  try {
    return parseDestination(text)
  } catch {
    return null
  }
}

function thrownBy(act: () => unknown): BulkheadError {
  try {
    act()
  } catch (error) {
    if (error instanceof BulkheadError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const one = (...choices: string[]) => fc.constantFrom(...choices)

/** Texts that are put together like destinations, most of them right. */
const likely = fc
  .tuple(
    one('', '', 'GET ', 'POST,GET ', 'HEAD,HEAD ', 'get '),
    one('', '', '', 'https://', 'http://'),
    one(
      'api.x.example',
      'LOCALHOST',
      '*.x.example',
      'bücher.example',
      '127.0.0.1',
      '[::1]',
      '[2001:DB8::A]',
      'x.example.',
      '*',
      'a_b.example',
    ),
    one('', '', ':443', ':80', ':8443', ':65535', ':65536'),
    one('', '', '/', '/a', '/a/**', '/**', '/a/*/b', '/a/', '/a..b', '/%41', '/a//b'),
    one('', '', ' via bearer', ' via Basic', ' via X-Key', ' via Authorization token', ' via query:k', ' via Host'),
  )
  .map((parts) => parts.join(''))
