import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { parseDestination } from '../../core/token/destination.ts'
import { Secret } from '../../core/token/secret.ts'
import type { BrokeredToken } from '../session.ts'
import { Fault } from '../wire/fault.ts'
import { type Field, HeadMemory, readHead } from '../wire/head.ts'
import { RequestMemory, readRequestHead } from '../wire/request-head.ts'
import { type Decision, decide } from './decide.ts'
import type { Place } from './tokens-for.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const PLACEHOLDER = 'ghp_Zp8a7B6c5D4e3F2g1H0iJ9k8L7m6N5o4P3q2'
const FOREIGN = 'ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'
const FIELDS: readonly Field[] = [
  ['Host', 'api.example.com'],
  ['Authorization', `Bearer ${PLACEHOLDER}`],
  ['X-Request', FOREIGN],
]

interface Changing {
  secret: Secret
  blocked: ReturnType<BrokeredToken['blocked']>
}

function session() {
  const now: Changing = { secret: new Secret(newCanary('a token', 'ghp_', 36).value), blocked: null }
  const token: BrokeredToken = {
    ...{ id: 'tok_x', name: 'x', env: 'X', provider: null, placeholder: PLACEHOLDER, carriers: [] },
    granted: [parseDestination('GET api.example.com/inside/**')],
    destinations: [parseDestination('GET api.example.com/inside/**')],
    blocked: () => now.blocked,
    get secret() {
      return now.secret
    },
  }
  const tokens = [token]
  const foreign = new Set<string>()
  const place: Place = { scheme: 'https', host: 'api.example.com', port: 443 }
  const ask = (target = '/inside/a', { at = place, fields = FIELDS, method = 'GET' } = {}): Decision =>
    decide(
      { place: at, method, target, fields },
      { tokens, usable: tokens, isForeignPlaceholder: (text) => (foreign.has(text) ? 'ses_other' : null) },
    )
  return { now, ask, foreign, place }
}

const codeOf = (decision: Decision): string => (decision.kind === 'refuse' ? decision.refusal.code : decision.kind)

describe('fields that come again', () => {
  it('do not carry a request to another path, method or query', () => {
    const { ask } = session()
    expect(codeOf(ask())).toBe('forward')
    expect(codeOf(ask('/outside'))).toBe('out-of-domain-path')
    expect(codeOf(ask('/inside/a', { method: 'DELETE' }))).toBe('out-of-domain-method')
    expect(codeOf(ask(`/inside/a?t=${PLACEHOLDER}`))).toBe('placeholder-misplaced')
    expect(codeOf(ask(`/inside/${PLACEHOLDER.replace('Z', '%5a')}`))).toBe('placeholder-misplaced')
    expect(codeOf(ask())).toBe('forward')
  })

  it('do not carry it to another host', () => {
    const { ask, place } = session()
    expect(codeOf(ask())).toBe('forward')
    expect(codeOf(ask('/inside/a', { at: { ...place, host: 'evil.example.com' } }))).not.toBe('forward')
  })

  it('are refused as soon as the token is', () => {
    const { ask, now } = session()
    expect(codeOf(ask())).toBe('forward')
    now.blocked = { code: 'token-quarantined', reason: 'it is', hint: 'wait' }
    expect(codeOf(ask())).toBe('token-quarantined')
    now.blocked = null
    expect(codeOf(ask())).toBe('forward')
  })

  it('carry the secret that the token has now', () => {
    const { ask, now } = session()
    const sent = (): boolean => {
      const decision = ask()
      return decision.kind === 'forward' && decision.fields[1]?.[1] === `Bearer ${now.secret.reveal()}`
    }
    expect(sent()).toBe(true)
    now.secret = new Secret(newCanary('the token after it was rotated', 'ghp_', 36).value)
    expect(sent()).toBe(true)
  })

  it('are refused once a session begins whose placeholder is among them', () => {
    const { ask, foreign } = session()
    expect(codeOf(ask())).toBe('forward')
    foreign.add(FOREIGN)
    expect(ask()).toMatchObject({ kind: 'refuse', tripwire: { foreignSession: 'ses_other' } })
  })

  it('are no others: what follows on a connection is read for itself', () => {
    const line = fc.constantFrom(
      ...['Host: a', 'Host: b', `Authorization: Bearer ${PLACEHOLDER}`, 'Content-Length: 3', 'Content-Length: 0'],
      ...[
        'Transfer-Encoding: chunked',
        'Connection: close',
        'X: \t y ',
        'X : y',
        'X: a\nY: b',
        '',
        'Expect: 100-continue',
      ],
      ...['Upgrade: websocket', 'Connection: Upgrade', ' folded'],
    )
    const first = fc.constantFrom(
      'GET / HTTP/1.1',
      'GET / HTTP/1.0',
      'POST /x HTTP/1.1',
      'get / HTTP/1.1',
      'HTTP/1.1 200 OK',
    )
    const head = fc.tuple(first, fc.array(line, { maxLength: 4 })).map(([top, rest]) => [top, ...rest].join('\r\n'))
    const result = <T>(read: () => T): T | string => {
      try {
        return read()
      } catch (error) {
        if (error instanceof Fault) return error.message
        throw error
      }
    }
    fc.assert(
      fc.property(fc.array(head, { minLength: 2, maxLength: 8 }), (heads) => {
        const [request, plain] = [new RequestMemory(), new HeadMemory()]
        for (const text of heads) {
          const bytes = Buffer.from(text, 'latin1')
          expect(result(() => readRequestHead(bytes, request))).toEqual(result(() => readRequestHead(bytes)))
          expect(result(() => readHead(bytes, plain))).toEqual(result(() => readHead(bytes)))
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
