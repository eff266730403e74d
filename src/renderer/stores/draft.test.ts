import { describe, expect, it } from 'vitest'
import type { Inspection, Result } from '../../contract/view.ts'
import { tokenWith } from '../tokens/token-with.ts'
import type { Ask } from './ask.ts'
import { createDraftStore, detailsOf, fieldsOf } from './draft.ts'

const inspection = (changes: Partial<Inspection>): Inspection => ({
  provider: 'github',
  providerName: 'GitHub',
  kind: 'classic PAT',
  checksum: 'valid',
  expiresAt: null,
  reach: { breadth: 'unknown', access: 'unknown', resources: [], scopes: [], evidence: [] },
  findings: [],
  verdict: 'unknown',
  destinations: ['api.github.com'],
  env: 'GITHUB_TOKEN',
  name: 'github',
  ...changes,
})

/** An `Ask` that answers from a table and remembers what it was asked. */
function asking(answers: Record<string, (request: unknown) => Promise<Result<unknown>> | Result<unknown>>) {
  const asked: { channel: string; request: unknown }[] = []
  const ask = (async (channel: string, request: unknown) => {
    asked.push({ channel, request })
    return answers[channel]?.(request)
  }) as Ask
  return { ask, asked }
}

const SECRET = 'canary-in-the-form'

describe('the form', () => {
  it('fills itself from what the secret says, but not what the user wrote', async () => {
    const { ask } = asking({ 'tokens:inspect': () => ({ ok: true, value: inspection({}) }) })
    const draft = createDraftStore(ask)
    draft.getState().set('name', 'mine')
    await draft.getState().identify(SECRET)
    expect(draft.getState().fields).toMatchObject({
      name: 'mine',
      env: 'GITHUB_TOKEN',
      destinations: 'api.github.com',
    })
  })

  it('fills itself anew when another secret is pasted', async () => {
    const found = [inspection({}), inspection({ name: 'stripe', env: null, destinations: [] })]
    const { ask } = asking({ 'tokens:inspect': () => ({ ok: true, value: found.shift() }) })
    const draft = createDraftStore(ask)
    await draft.getState().identify(SECRET)
    await draft.getState().identify(`${SECRET}-2`)
    expect(draft.getState().fields).toMatchObject({ name: 'stripe', env: '', destinations: '' })
  })

  it('ignores what an older secret said', async () => {
    const waiting: ((result: Result<unknown>) => void)[] = []
    const { ask } = asking({ 'tokens:inspect': () => new Promise((resolve) => waiting.push(resolve)) })
    const draft = createDraftStore(ask)
    const old = draft.getState().identify('old')
    const fresh = draft.getState().identify('new')
    waiting[1]?.({ ok: true, value: inspection({ name: 'new' }) })
    waiting[0]?.({ ok: true, value: inspection({ name: 'old' }) })
    await Promise.all([old, fresh])
    expect(draft.getState().fields.name).toBe('new')
  })

  it('never holds the secret, neither while it asks nor after a refusal', async () => {
    const states: string[] = []
    const error = { code: 'name-taken', message: 'the name is taken', hint: 'choose another' }
    const { ask, asked } = asking({
      'tokens:inspect': () => ({ ok: true, value: inspection({}) }),
      'tokens:add': () => ({ ok: false, error }),
    })
    const draft = createDraftStore(ask)
    draft.subscribe((state) => states.push(JSON.stringify(state)))
    await draft.getState().identify(SECRET)
    draft.getState().set('domainName', 'web')
    expect(await draft.getState().add(SECRET)).toBeNull()
    expect(draft.getState().failure).toEqual(error)
    expect(asked.map(({ channel }) => channel)).toEqual(['tokens:inspect', 'tokens:add'])
    expect(states.join()).not.toContain(SECRET)
  })

  it('asks nothing of main while it lacks a name', async () => {
    const { ask, asked } = asking({})
    const draft = createDraftStore(ask)
    expect(await draft.getState().add(SECRET)).toBeNull()
    expect(draft.getState().failure?.code).toBe('domain-invalid')
    expect(asked).toEqual([])
  })

  it('sends once, however often it is asked while it waits', async () => {
    let answer: ((result: Result<unknown>) => void) | undefined
    const { ask, asked } = asking({
      'tokens:add': () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    })
    const draft = createDraftStore(ask, fieldsOf(tokenWith({})))
    const first = draft.getState().add(SECRET)
    expect(await draft.getState().add(SECRET)).toBeNull()
    answer?.({ ok: true, value: tokenWith({ name: 'stored' }) })
    expect((await first)?.name).toBe('stored')
    expect(asked).toHaveLength(1)
  })
})

describe('the fields of a token', () => {
  it('come back as the details they were made of', () => {
    const token = tokenWith({
      name: 'github-web',
      domain: { kind: 'service', name: 'billing' },
      destinations: ['api.github.com', 'GET uploads.github.com/**'],
      env: 'GITHUB_TOKEN',
      expiresAt: '2027-01-01T00:00:00.000Z',
      reach: {
        breadth: 'resource',
        access: 'read',
        resources: [{ kind: 'repository', name: 'acme/web' }],
        scopes: ['contents:read', 'issues:read'],
        evidence: [],
      },
    })
    expect(detailsOf(fieldsOf(token))).toEqual({
      name: 'github-web',
      domain: 'service:billing',
      destinations: ['api.github.com', 'GET uploads.github.com/**'],
      env: 'GITHUB_TOKEN',
      scopes: ['contents:read', 'issues:read'],
      resources: ['repository:acme/web'],
      expires: '2027-01-01T00:00:00.000Z',
    })
  })

  it('are null or empty where nothing is written', () => {
    const empty = fieldsOf(tokenWith({}))
    expect(detailsOf(empty)).toMatchObject({ env: null, expires: null, destinations: [], scopes: [] })
  })
})
