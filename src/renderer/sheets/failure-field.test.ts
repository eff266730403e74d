import { expect, it } from 'vitest'
import { fieldOf } from './failure-field.ts'

it.each([
  ['name-taken', 'name'],
  ['destination-refused', 'destinations'],
  ['secret-invalid', 'secret'],
  ['keychain-locked', null],
  ['constructor', null],
])('says %s by %s', (code, field) => {
  expect(fieldOf({ code, message: '', hint: null })).toBe(field)
})
