import { expect } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { CREDENTIAL, openBrokerWorld, type TestWorld, type WorldOptions } from './broker-world.ts'

export const HOST = 'api.example.com'
export const PLACEHOLDER = 'ghp_PLACEHOLDERPLACEHOLDERPLACEHOLDERPLA'
export const SECRET = newCanary('the secret of the one token', 'ghp_', 36)
export const LOGIN = `Proxy-Authorization: Basic ${Buffer.from(`bulkhead:${CREDENTIAL}`).toString('base64')}`

/** A broker with one token, for `api.example.com`, all names below `wild.example.com` and a plain server on this machine. */
export const openOneTokenWorld = (options: WorldOptions = {}): Promise<TestWorld> =>
  openBrokerWorld(
    [
      {
        name: 'one',
        secret: SECRET.value,
        placeholder: PLACEHOLDER,
        to: [`${HOST}:PORT`, '*.wild.example.com:PORT', 'http://localhost:PLAIN'],
      },
    ],
    options,
  )

/** A GET with the placeholder. */
export const get = (world: TestWorld, path: string, ...fields: string[]): string =>
  head(world, 'GET', path, `Authorization: Bearer ${PLACEHOLDER}`, ...fields)

export const head = ({ port }: TestWorld, method: string, path: string, ...fields: string[]): string =>
  [`${method} ${path} HTTP/1.1`, `Host: ${HOST}:${port}`, ...fields, '', ''].join('\r\n')

export const codeOf = (answer: string): string => /"code":"([a-z-]+)"/.exec(answer)?.[1] ?? answer.slice(0, 60)

/** Closes a world, none of whose records may hold a secret, its placeholder or the session's credential. */
export async function closeClean(world: TestWorld): Promise<void> {
  const told = world.told()
  await world.close()
  assertNoCanary([SECRET], 'the record', told)
  for (const part of [CREDENTIAL, PLACEHOLDER]) expect(told.toLowerCase().includes(part.toLowerCase())).toBe(false)
}
