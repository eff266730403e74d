import { expect } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { CREDENTIAL, openBrokerWorld, type TestWorld } from './broker-world.ts'

export const github = newCanary('the secret of github-web', 'ghp_', 36)
export const stripe = newCanary('the secret of stripe', 'sk_test_', 32)
export const anthropic = newCanary('the secret of anthropic', 'sk-ant-', 60)

export const GITHUB = 'ghp_PLACEHOLDERPLACEHOLDERPLACEHOLDERPLA'
export const STRIPE = 'sk_test_PLACEHOLDERPLACEHOLDERPLACEHOLDE'
export const ANTHROPIC = 'sk-ant-placeholder-placeholder-placeholder-placeholder-placehold'

/** A broker that holds three tokens of three hosts. */
export const openThreeTokenWorld = (): Promise<TestWorld> =>
  openBrokerWorld([
    {
      name: 'github-web',
      secret: github.value,
      placeholder: GITHUB,
      to: ['GET,POST api.example.com:PORT/repos/acme/web/**', 'http://localhost:PLAIN'],
      carriers: [{ kind: 'bearer' }, { kind: 'header', header: 'Authorization', scheme: 'token' }, { kind: 'basic' }],
    },
    { name: 'stripe', secret: stripe.value, placeholder: STRIPE, to: ['pay.example.com:PORT'] },
    {
      name: 'anthropic',
      secret: anthropic.value,
      placeholder: ANTHROPIC,
      to: ['ai.example.com:PORT', 'GET ai.example.com:PORT/q via query:key'],
      carriers: [{ kind: 'header', header: 'x-api-key' }],
    },
  ])

/** Ends it, and holds its record against what it may not hold. */
export async function closeThreeTokenWorld(world: TestWorld): Promise<void> {
  const told = JSON.stringify([world.exchanges, world.tripwires])
  assertNoCanary([github, stripe, anthropic], 'the record', told)
  expect(told).not.toContain(CREDENTIAL)
  expect(told).not.toContain(GITHUB)
  await world.close()
}

/** Forgets what came before. */
export function forget(world: TestWorld): void {
  world.got.length = 0
  world.exchanges.length = 0
  world.tripwires.length = 0
  world.answer = (_request, response) => response.end('hello')
}

export const getOf = ({ port }: TestWorld, path: string, host: string, ...fields: string[]): string =>
  [`GET ${path} HTTP/1.1`, `Host: ${host}:${port}`, ...fields, 'Connection: close', '', ''].join('\r\n')
