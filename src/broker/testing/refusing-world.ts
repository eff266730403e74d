import { newCanary } from '../../../e2e/canaries.ts'
import { CREDENTIAL, openBrokerWorld, type TestToken, type TestWorld } from './broker-world.ts'

export const web = newCanary('the secret of web', 'ghp_', 36)
export const pay = newCanary('the secret of pay', 'sk_test_', 32)
export const old = newCanary('the secret of old', 'old-', 40)

export const WEB = 'ghp_PLACEHOLDERPLACEHOLDERPLACEHOLDERPLA'
export const PAY = 'sk_test_PLACEHOLDERPLACEHOLDERPLACEHOLDE'
export const OLD = 'old-placeholderplaceholderplaceholder'

const EXPIRED = {
  code: 'token-expired',
  reason: 'old has expired',
  hint: 'give it a new secret: bulkhead rotate old',
} as const

const TOKENS: readonly TestToken[] = [
  { name: 'web', secret: web.value, placeholder: WEB, to: ['GET api.example.com:PORT/repos/acme/web/**'] },
  { name: 'pay', secret: pay.value, placeholder: PAY, to: ['pay.example.com:PORT via X-Api-Key'] },
  { name: 'old', secret: old.value, placeholder: OLD, to: ['old.example.com:PORT'], blocked: () => EXPIRED },
]

/** A broker with three tokens: one for a part of a host, one in a header of its own, one that has expired. */
export const openRefusingWorld = (options: { readonly strict?: boolean } = {}): Promise<TestWorld> =>
  openBrokerWorld(TOKENS, options)

/** A refusal, as a client reads it. */
export interface Problem {
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly hint: string
  readonly token: string | null
  readonly error: string
  readonly message: string
}

export const problemIn = (answer: string): Problem => JSON.parse(answer.slice(answer.indexOf('{'))) as Problem

/** A request for a place on the test's server. */
export const getFrom = ({ port }: TestWorld, path: string, host: string, ...fields: string[]): string =>
  [`GET ${path} HTTP/1.1`, `Host: ${host}:${port}`, ...fields, 'Connection: close', '', ''].join('\r\n')

export const BEARER = `Authorization: Bearer ${WEB}`

/** A CONNECT with the session's login. */
export const connectTo = (to: string): string =>
  `CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\nProxy-Authorization: Basic ${Buffer.from(`bulkhead:${CREDENTIAL}`).toString('base64')}\r\n\r\n`
