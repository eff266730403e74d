import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf } from './body.ts'
import { ByteReader } from './byte-reader.ts'
import { Fault } from './fault.ts'
import type { Framing } from './request-head.ts'
import { Gone } from './send.ts'

const HEAD = 'GET / HTTP/1.1\r\nHost: api.x.example\r\nX-A: 1'

/** A reader of a connection on which these pieces came, after which it ended, broke off or just waits. */
function readerOf(pieces: readonly (string | Buffer)[], then: 'ends' | 'breaks' | 'waits' = 'ends'): ByteReader {
  const socket = new PassThrough({ highWaterMark: 1 << 20 })
  const reader = new ByteReader(socket)
  for (const piece of pieces) if (piece.length > 0) socket.write(Buffer.from(piece as string, 'latin1'))
  if (then === 'ends') socket.end()
  if (then === 'breaks') setImmediate(() => socket.destroy(new Error('ECONNRESET')))
  return reader
}

async function bodyIn(reader: ByteReader, framing: Framing, takesTrailers = false): Promise<string> {
  const body = bodyOf(framing, reader, takesTrailers)
  let text = ''
  for (let piece = await body.next(); piece !== null; piece = await body.next()) text += piece.toString('latin1')
  return text
}

describe('a head on its way', () => {
  it.each([
    ['with bare line feeds alone', 'GET / HTTP/1.1\nHost: api.x.example\n\n'],
    ['with one bare line feed', 'GET / HTTP/1.1\r\nX-A: 1\nX-B: 2'],
    ['that begins with a line feed', `\n${HEAD}`],
    ['that ends with bare line feeds', `${HEAD}\n\n`],
    ['that ends with half a line end', `${HEAD}\r\n\n`],
    ['of 17 kB', `${HEAD}\r\nX-B: ${'a'.repeat(17 * 1024)}`],
    ['of 17 kB in a name', 'A'.repeat(17 * 1024)],
    ['of 17 kB in short lines', `${HEAD}\r\n${'X: 1\r\n'.repeat(3_000)}`],
    ['of 17 kB that ends', `${HEAD}\r\nX-B: ${'a'.repeat(17 * 1024)}\r\n\r\n`],
  ])('is refused while its sender still waits: %s', async (_, head) => {
    await expect(readerOf([head], 'waits').head()).rejects.toThrow(Fault)
    await expect(readerOf([...head], 'waits').head()).rejects.toThrow(Fault)
  })

  it.each([HEAD, `${HEAD}\r\n`, `${HEAD}\r\n\r`, 'G'])('that stops in the middle is refused: %j', async (head) => {
    await expect(readerOf([head]).head()).rejects.toThrow(Fault)
    await expect(readerOf([head], 'breaks').head()).rejects.toThrow(Fault)
  })

  it('is none when nothing comes', async () => {
    expect(await readerOf([]).head()).toBeNull()
    expect(await readerOf([], 'breaks').head()).toBeNull()
  })

  it('of 16 kB is read, and not one of a byte more', async () => {
    const long = `${HEAD}\r\nX-B: `.padEnd(16 * 1024, 'a')
    expect((await readerOf([`${long}\r\n\r\n`], 'waits').head())?.length).toBe(16 * 1024)
    await expect(readerOf([`${long}a\r\n\r\n`], 'waits').head()).rejects.toThrow(Fault)
  })

  it('is the same wherever it is cut, and what follows stays', async () => {
    const sent = `${HEAD}\r\n\r\nbody\r\n\r\n\n`
    for (let at = 0; at <= sent.length; at++) {
      const reader = readerOf([sent.slice(0, at), sent.slice(at)])
      expect((await reader.head())?.toString('latin1')).toBe(HEAD)
      expect(await bodyIn(reader, { kind: 'until-close' })).toBe('body\r\n\r\n\n')
    }
  })

  it('comes one after the other from one piece', async () => {
    const reader = readerOf([`${HEAD}\r\n\r\n`.repeat(1_000)])
    let count = 0
    for (let head = await reader.head(); head !== null; head = await reader.head()) {
      count++
      expect(head.toString('latin1')).toBe(HEAD)
    }
    expect(count).toBe(1_000)
  })

  it('is there at once with its message, alone, with what follows, or without its end', async () => {
    const sent = `${HEAD}\r\n\r\nbody`
    for (const before of ['', `${HEAD}\r\n\r\n`]) {
      for (const after of ['', 'G', sent]) {
        const reader = readerOf([before + sent + after])
        await reader.arrived()
        if (before !== '') expect(reader.headNow()?.toString('latin1')).toBe(HEAD)
        expect(reader.messageNow(before === '' ? 0 : 1_000)).toBeNull()
        expect(reader.headNow()?.toString('latin1')).toBe(HEAD)
        expect(reader.messageNow(5 + after.length)).toBeNull()
        expect(reader.messageNow(4)?.toString('latin1')).toBe(sent)
        expect(reader.messageNow(0)).toBeNull()
        expect(await bodyIn(reader, { kind: 'until-close' })).toBe(after)
      }
    }
  })

  it('taken at once leaves what comes later to the next reading', async () => {
    const socket = new PassThrough()
    const reader = new ByteReader(socket)
    for (let count = 0; count < 3; count++) {
      socket.write(`${HEAD}\r\n\r\n`)
      await reader.arrived()
      expect(reader.headNow()?.toString('latin1')).toBe(HEAD)
      expect(reader.messageNow(4)).toBeNull()
      socket.write('bo')
      socket.write('dy')
      await reader.arrived()
      expect(reader.messageNow(4)).toBeNull()
      expect(await bodyIn(reader, { kind: 'length', length: 4 })).toBe('body')
    }
  })

  it('taken at once leaves a second piece that came before it was', async () => {
    const socket = new PassThrough()
    const reader = new ByteReader(socket)
    socket.write(`${HEAD}\r\n\r\nbody`)
    await reader.arrived()
    expect(reader.headNow()?.toString('latin1')).toBe(HEAD)
    socket.end('more')
    while (!reader.hasEnded) await new Promise((resolve) => setImmediate(resolve))
    expect(reader.messageNow(4)?.toString('latin1')).toBe(`${HEAD}\r\n\r\nbody`)
    expect(await bodyIn(reader, { kind: 'until-close' })).toBe('more')
  })

  it('is read or refused, whatever the bytes and cuts', async () => {
    const token = fc.constantFrom('\r\n', '\r', '\n', '\r\n\r\n', 'a', 'GET / HTTP/1.1', '\0', '\xff')
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 10 }), async (tokens) => {
        const outcome = async (pieces: readonly string[]): Promise<string | null> => {
          try {
            return (await readerOf(pieces).head())?.toString('latin1') ?? null
          } catch (error) {
            expect(error).toBeInstanceOf(Fault)
            return 'refused'
          }
        }
        const whole = tokens.join('')
        const head = await outcome([whole])
        expect([await outcome(tokens), await outcome([...whole])]).toEqual([head, head])
        if (head === null || head === 'refused') return
        expect(whole.startsWith(`${head}\r\n\r\n`)).toBe(true)
        expect(head.replaceAll('\r\n', '')).not.toContain('\n')
      }),
      { numRuns: 500, seed: 20261124 },
    )
  })
})

describe('a body on its way', () => {
  it.each<[string, Framing, string]>([
    ['a length', { kind: 'length', length: 6 }, 'hello'],
    ['chunks', { kind: 'chunked' }, '5\r\nhello\r\n0\r\n'],
    ['chunks, in the data', { kind: 'chunked' }, '5\r\nhel'],
  ])('that stops in the middle is gone: %s', async (_, framing, sent) => {
    await expect(bodyIn(readerOf([sent]), framing)).rejects.toThrow(Gone)
    await expect(bodyIn(readerOf([sent], 'breaks'), framing)).rejects.toThrow(Gone)
  })

  it('that lasts until the connection closes is gone when that breaks', async () => {
    await expect(bodyIn(readerOf(['hello'], 'breaks'), { kind: 'until-close' })).rejects.toThrow(Gone)
    expect(await bodyIn(readerOf(['hello']), { kind: 'until-close' })).toBe('hello')
  })

  it('with broken chunks is refused', async () => {
    await expect(bodyIn(readerOf(['5;a\r\nhello\r\n'], 'waits'), { kind: 'chunked' })).rejects.toThrow(Fault)
    await expect(bodyIn(readerOf(['0\r\nX: 1\r\n'], 'waits'), { kind: 'chunked' })).rejects.toThrow(Fault)
  })

  it.each<[string, Framing, string]>([
    ['none', { kind: 'none' }, ''],
    ['a length', { kind: 'length', length: 5 }, 'hello'],
    ['chunks', { kind: 'chunked' }, '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n'],
  ])('ends where it says, and the next head follows: %s', async (_, framing, sent) => {
    const all = `${sent}${HEAD}\r\n\r\n`
    for (let at = 0; at <= all.length; at++) {
      const reader = readerOf([all.slice(0, at), all.slice(at)])
      expect(await bodyIn(reader, framing)).toBe(framing.kind === 'none' ? '' : 'hello')
      expect((await reader.head())?.toString('latin1')).toBe(HEAD)
    }
  })

  it('holds its sender back when nobody reads', async () => {
    const socket = new PassThrough({ highWaterMark: 16 * 1024 })
    const reader = new ByteReader(socket)
    const piece = Buffer.alloc(16 * 1024)
    let written = 0
    for (let turn = 0; turn < 100; turn++) {
      while (socket.write(piece)) written += piece.length
      written += piece.length
      await new Promise((resolve) => setImmediate(resolve))
      if (socket.isPaused()) break
    }
    expect(written).toBeLessThan(1024 * 1024)
    expect((await reader.some())?.length).toBeGreaterThan(256 * 1024)
    expect(socket.isPaused()).toBe(false)
  })
})

describe('a reader', () => {
  it('takes 4 MB in pieces of a kilobyte in linear time', async () => {
    const pieces = Array.from({ length: 4_096 }, () => Buffer.alloc(1_024, 'x'))
    const reader = readerOf(pieces)
    const start = process.cpuUsage()
    const body = await bodyIn(reader, { kind: 'length', length: 4_096 * 1_024 })
    expect(body.length).toBe(4_096 * 1_024)
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000)
  })

  it('gives away what it has not read', async () => {
    const reader = readerOf([`${HEAD}\r\n\r\nrest`])
    await reader.head()
    expect(reader.release().toString()).toBe('rest')
    expect(reader.release().length).toBe(0)
  })
})
