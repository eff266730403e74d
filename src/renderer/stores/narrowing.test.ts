import { describe, expect, it } from 'vitest'
import { tokenWith } from '../tokens/token-with.ts'
import type { Ask } from './ask.ts'
import { createNarrowingStore, fieldsFor } from './narrowing.ts'

const FAILURE = { code: 'name-taken', message: 'there is a token called pypi-web already', hint: null }

/** A main that answers the same each time, and what it was asked. */
function answering(value: unknown) {
  const asked: unknown[] = []
  const ask = (async (...question: unknown[]) => {
    asked.push(question)
    return value
  }) as unknown as Ask
  return { ask, asked }
}

const pypi = tokenWith({ name: 'pypi', narrowable: true })

describe('the form of a narrower token', () => {
  it('begins with the project that the token serves, and an end', () => {
    expect(fieldsFor(pypi)).toMatchObject({ name: 'pypi-web', projects: 'web', expires: '90d' })
  })

  it('begins with no project where the token serves none', () => {
    const fields = fieldsFor(tokenWith({ name: 'pypi', domain: { kind: 'service', name: 'releases' } }))
    expect(fields).toMatchObject({ name: 'pypi-narrow', projects: '', domainKind: 'service' })
  })

  it('begins with a name that is one, whatever the project is called', () => {
    const inside = [{ kind: 'project', name: 'Acme Web' }]
    expect(fieldsFor(tokenWith({ name: 'pypi', inside }))).toMatchObject({
      name: 'pypi-acme-web',
      projects: 'Acme Web',
    })
  })

  it('keeps to the length of a name', () => {
    expect(fieldsFor(tokenWith({ name: 'n'.repeat(64) })).name).toHaveLength(64)
  })

  it.each([
    [{ projects: ' \n', expires: ' ' }, 'usage'],
    [{ name: ' ' }, 'name-invalid'],
    [{ domainName: '' }, 'domain-invalid'],
  ])('asks nobody with %j, and says what is missing', async (wrong, code) => {
    const { ask, asked } = answering({ ok: true, value: pypi })
    const store = createNarrowingStore(ask, pypi)
    for (const [field, text] of Object.entries(wrong)) store.getState().set(field as 'name', text)
    expect(await store.getState().narrow()).toBeNull()
    expect(store.getState().failure?.code).toBe(code)
    expect(asked).toEqual([])
  })

  it('stays open with what main said', async () => {
    const store = createNarrowingStore(answering({ ok: false, error: FAILURE }).ask, pypi)
    expect(await store.getState().narrow()).toBeNull()
    expect(store.getState()).toMatchObject({ failure: FAILURE, busy: false })
  })

  it('passes on what is left, project by project', async () => {
    const { ask, asked } = answering({ ok: true, value: pypi })
    const store = createNarrowingStore(ask, pypi)
    store.getState().set('projects', 'acme-web\n acme-cli ')
    expect(await store.getState().narrow()).toEqual(pypi)
    const resources = ['project:acme-web', 'project:acme-cli']
    expect(asked).toEqual([
      ['tokens:narrow', { id: pypi.id, name: 'pypi-web', domain: 'project:web', resources, expires: '90d' }],
    ])
  })
})
