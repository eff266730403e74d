import fc from 'fast-check'
import { expect, it } from 'vitest'
import { queryText } from './query-text.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

it('makes of any fields what URLSearchParams makes of them', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w*.~ +&=-]{0,20}$/))
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (fields) => {
      expect(queryText(fields)).toBe(new URLSearchParams(fields).toString())
    }),
  )
})
