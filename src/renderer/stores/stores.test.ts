import { describe, expect, it } from 'vitest'
import type { Bridge } from '../../contract/bridge.ts'
import { tokenWith } from '../tokens/token-with.ts'
import { createStores } from './stores.ts'

const ANSWERS: Readonly<Record<string, unknown>> = {
  'app:status': { store: 'keychain', state: 'ready', message: '', standIn: false, version: '0.1.0' },
  'tokens:list': [tokenWith({ name: 'github-web' })],
  'projects:list': [{ root: '/src/web', name: 'web', trusted: null, bindings: [] }],
  'sessions:list': [],
}

describe('the stores', () => {
  it('read all that the window shows, and one that fails does not keep the others', async () => {
    const failure = { code: 'catalog-corrupt', message: 'the catalog is damaged', hint: null }
    const call = async (channel: string) =>
      Object.hasOwn(ANSWERS, channel) ? { ok: true, value: ANSWERS[channel] } : { ok: false, error: failure }
    const stores = createStores({ call: call as Bridge['call'] })
    await stores.refresh()
    expect(stores.tokens.getState().rows).toHaveLength(1)
    expect(stores.projects.getState().value[0]?.name).toBe('web')
    expect(stores.status.getState().value?.state).toBe('ready')
    expect(stores.events.getState()).toMatchObject({ phase: 'failed', failure })
  })

  it('read nothing but the record where that is all that changed', async () => {
    const asked: string[] = []
    const call = async (channel: string) => {
      asked.push(channel)
      return { ok: true, value: [] }
    }
    await createStores({ call: call as Bridge['call'] }).refreshRecord()
    expect(asked).toEqual(['events:list'])
  })
})
