import { describe, expect, it } from 'vitest'
import { createNavigationStore } from './navigation.ts'

describe('navigation', () => {
  it('begins with the tokens', () => {
    expect(createNavigationStore().getState()).toMatchObject({ screen: 'tokens', dialog: null })
  })

  it('leaves a dialog behind when it goes elsewhere', () => {
    const store = createNavigationStore()
    store.getState().open({ kind: 'add' })
    store.getState().go('projects')
    expect(store.getState()).toMatchObject({ screen: 'projects', dialog: null })
  })

  it('holds one dialog at a time', () => {
    const store = createNavigationStore()
    store.getState().open({ kind: 'add' })
    store.getState().open({ kind: 'remove', id: 'tok_1' })
    expect(store.getState().dialog).toEqual({ kind: 'remove', id: 'tok_1' })
    store.getState().close()
    expect(store.getState().dialog).toBeNull()
  })
})
