import { expect, it } from 'vitest'
import { isForeign } from './is-foreign.ts'
import { tokenWith } from './token-with.ts'

const web = { root: '/src/web', name: 'web', trusted: null, bindings: [] }

it.each([
  ['project', 'web', false],
  ['project', 'api', true],
  ['service', 'billing', false],
  ['dataset', 'acme-eu', false],
] as const)('a token of %s:%s in the project web: foreign is %s', (kind, name, foreign) => {
  expect(isForeign(tokenWith({ domain: { kind, name } }), web)).toBe(foreign)
})
