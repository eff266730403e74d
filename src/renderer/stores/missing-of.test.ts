import { expect, it } from 'vitest'
import { tokenWith } from '../tokens/token-with.ts'
import { fieldsOf } from './draft.ts'
import { missingOf } from './missing-of.ts'

const full = fieldsOf(tokenWith({ name: 'github-web' }))

it.each([
  ['the secret', full, '', 'secret-invalid'],
  ['the domain', { ...full, domainName: ' ' }, 'x', 'domain-invalid'],
  ['the name', { ...full, name: '' }, 'x', 'name-invalid'],
])('misses %s', (_what, fields, secret, code) => {
  expect(missingOf(fields, secret)?.code).toBe(code)
})

it('misses nothing in a full form, nor a secret where none is asked for', () => {
  expect(missingOf(full, 'x')).toBeNull()
  expect(missingOf(full, null)).toBeNull()
})
