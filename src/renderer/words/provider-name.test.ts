import { expect, it } from 'vitest'
import { providerName } from './provider-name.ts'

it.each([
  ['github', 'GitHub'],
  ['stripe', 'Stripe'],
  ['npm', 'npm'],
  [null, 'Unknown provider'],
  ['constructor', 'Constructor'],
])('spells %j as %j', (id, name) => {
  expect(providerName(id)).toBe(name)
})
