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

it.each([
  ['not a resource: "x"', 'resources'],
  ['a PyPI token is narrowed to projects by name, not to "x"', 'resources'],
  ['the token cannot publish "x": a caveat names others', 'resources'],
  ['not a time: "soon"', 'expires'],
  ['the expiry "2020-01-01" is in the past', 'expires'],
  ['the request is malformed', null],
])('says %j by %s', (message, field) => {
  expect(fieldOf({ code: 'usage', message, hint: null })).toBe(field)
})
