import { describe, expect, it } from 'vitest'
import { BulkheadError } from '../core/errors.ts'
import { failureOf } from './failure-of.ts'

const SECRET = 'CANARY-failure-0123456789'

describe('what the window is told of an error', () => {
  it.each([new Error(SECRET), new TypeError(`at /home/u/${SECRET}`), SECRET, { message: SECRET }, null, undefined])(
    'is a plain sentence when the error is not ours',
    (error) => {
      expect(failureOf(error)).toEqual({
        code: 'failure',
        message: 'something inside bulkhead went wrong',
        hint: 'run: bulkhead doctor',
      })
    },
  )

  it('is code, message and hint of one of ours, and not its cause', () => {
    const error = new BulkheadError('disk', 'the disk is full', { hint: 'make room', cause: new Error(SECRET) })
    expect(failureOf(error)).toEqual({ code: 'disk', message: 'the disk is full', hint: 'make room' })
    expect(failureOf(new BulkheadError('usage', 'no'))).toEqual({ code: 'usage', message: 'no', hint: null })
  })
})
