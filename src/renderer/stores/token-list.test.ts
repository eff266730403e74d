import { describe, expect, it } from 'vitest'
import type { Result, TokenView } from '../../contract/view.ts'
import { tokenWith } from '../tokens/token-with.ts'
import { createTokenListStore } from './token-list.ts'

const god = tokenWith({ id: 'tok_god', name: 'b', verdict: 'god' })
const scoped = tokenWith({ id: 'tok_scoped', name: 'a', verdict: 'scoped' })
const listOf = (...answers: Result<readonly TokenView[]>[]) =>
  createTokenListStore(
    async () => answers.shift() ?? { ok: true, value: [] },
    () => new Date('2026-06-15T12:00:00.000Z'),
  )

describe('the token list', () => {
  it('selects the most urgent token at first', async () => {
    const list = listOf({ ok: true, value: [scoped, god] })
    await list.getState().load()
    expect(list.getState()).toMatchObject({ selectedId: 'tok_god', phase: 'ready' })
    expect(list.getState().counts).toMatchObject({ all: 2, god: 1, scoped: 1 })
  })

  it('keeps the selection when the list is read again', async () => {
    const list = listOf({ ok: true, value: [scoped, god] }, { ok: true, value: [god, scoped] })
    await list.getState().load()
    list.getState().select('tok_scoped')
    await list.getState().load()
    expect(list.getState().selectedId).toBe('tok_scoped')
  })

  it('selects another when the selected token is gone', async () => {
    const list = listOf({ ok: true, value: [god, scoped] }, { ok: true, value: [scoped] })
    await list.getState().load()
    await list.getState().load()
    expect(list.getState().selectedId).toBe('tok_scoped')
  })

  it('keeps its rows when reading fails, and says why', async () => {
    const error = { code: 'disk', message: 'the disk is full', hint: null }
    const list = listOf({ ok: true, value: [god] }, { ok: false, error })
    await list.getState().load()
    await list.getState().load()
    expect(list.getState()).toMatchObject({ phase: 'failed', failure: error })
    expect(list.getState().rows).toHaveLength(1)
  })

  it('drops the query and moves the selection into a filter that is shown', async () => {
    const list = listOf({ ok: true, value: [god, scoped] })
    await list.getState().load()
    list.getState().search('b')
    list.getState().show('scoped')
    expect(list.getState()).toMatchObject({ filter: 'scoped', query: '', selectedId: 'tok_scoped' })
  })

  it('selects nothing when a filter leaves nothing', async () => {
    const list = listOf({ ok: true, value: [god] })
    await list.getState().load()
    list.getState().show('expiring')
    expect(list.getState().selectedId).toBeNull()
  })
})
