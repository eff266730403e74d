import { describe, expect, it } from 'vitest'
import { nameOf, type Pressed, runShortcut } from './shortcuts.ts'
import { createNavigationStore } from './stores/navigation.ts'
import type { Stores } from './stores/stores.ts'
import { createTokenListStore } from './stores/token-list.ts'
import { tokenWith } from './tokens/token-with.ts'

const press = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: true,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

async function windowWith() {
  const copied: string[] = []
  const tokens = createTokenListStore(
    async () => ({ ok: true, value: [tokenWith({ id: 'tok_1', name: 'github-web' })] }),
    () => new Date('2026-06-15T12:00:00.000Z'),
  )
  await tokens.getState().load()
  const navigation = createNavigationStore()
  const actions = { copy: async (id: string) => copied.push(id) > 0 } as unknown as Stores['actions']
  let searched = 0
  let entered = 0
  const run = (pressed: Pressed): boolean =>
    runShortcut(
      pressed,
      { navigation, tokens, actions },
      {
        search: () => {
          searched += 1
        },
        screen: () => {
          entered += 1
        },
      },
    )
  return { run, navigation, copied, searched: () => searched, entered: () => entered }
}

describe('shortcuts', () => {
  it('are silent while a dialog is open', async () => {
    const { run, navigation } = await windowWith()
    navigation.getState().open({ kind: 'add' })
    expect(run(press('k'))).toBe(false)
    expect(navigation.getState().dialog).toEqual({ kind: 'add' })
  })

  it('do not act on a token that is not on the screen', async () => {
    const { run, navigation, copied } = await windowWith()
    navigation.getState().go('activity')
    expect(run(press('C', { shiftKey: true }))).toBe(false)
    expect(copied).toEqual([])
  })

  it.each(['c', 'constructor', '6', 'x'])('leave Ctrl %s to the page', async (key) => {
    const { run } = await windowWith()
    expect(run(press(key))).toBe(false)
  })

  it('search from any screen', async () => {
    const { run, navigation, searched } = await windowWith()
    navigation.getState().go('projects')
    expect(run(press('k'))).toBe(true)
    expect(navigation.getState().screen).toBe('tokens')
    expect(searched()).toBe(1)
  })

  it('go to a screen by its number, and into it', async () => {
    const { run, navigation, entered } = await windowWith()
    run(press('3'))
    expect(navigation.getState().screen).toBe('projects')
    expect(entered()).toBe(1)
  })

  it('copy and bind the selected token', async () => {
    const { run, navigation, copied } = await windowWith()
    run(press('C', { shiftKey: true }))
    expect(copied).toEqual(['tok_1'])
    run(press('b'))
    expect(navigation.getState().dialog).toEqual({ kind: 'bind', id: 'tok_1', root: null })
  })

  it('take command for control', () => {
    expect(nameOf(press('k', { ctrlKey: false, metaKey: true }))).toBe('ctrl+k')
  })
})
