import { SCREENS } from './stores/navigation.ts'
import type { Stores } from './stores/stores.ts'

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Where a key leads the focus. */
export interface Focus {
  readonly search: () => void
  readonly screen: () => void
}

type Reach = Pick<Stores, 'navigation' | 'tokens' | 'actions'>

const selected = (stores: Reach) => {
  const { rows, selectedId } = stores.tokens.getState()
  return rows.find(({ token }) => token.id === selectedId)?.token
}

const SHORTCUTS: Readonly<Record<string, (stores: Reach) => void>> = {
  'ctrl+n': ({ navigation }) => navigation.getState().open({ kind: 'add' }),
  'ctrl+b': (stores) => {
    const token = selected(stores)
    if (token) stores.navigation.getState().open({ kind: 'bind', id: token.id, root: null })
  },
  'ctrl+e': (stores) => {
    const token = selected(stores)
    if (token) stores.navigation.getState().open({ kind: 'edit', id: token.id })
  },
  'ctrl+shift+c': (stores) => {
    const token = selected(stores)
    if (token) void stores.actions.copy(token.id, token.name)
  },
}

/** A pressed key as the table names it: `ctrl+shift+c`; command counts as control. */
export const nameOf = ({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string =>
  [ctrlKey || metaKey ? 'ctrl' : '', altKey ? 'alt' : '', shiftKey ? 'shift' : '', key.toLowerCase()]
    .filter(Boolean)
    .join('+')

/**
 * Does what a shortcut says.
 *
 * @param focus Puts the caret into the search field of the tokens, or the focus into the screen that was gone to.
 * @returns True when the key was one; nothing is while a dialog is open.
 */
export function runShortcut(pressed: Pressed, stores: Reach, focus: Focus): boolean {
  const { dialog, screen, go } = stores.navigation.getState()
  if (dialog !== null) return false
  const name = nameOf(pressed)
  if (name === 'ctrl+k') {
    go('tokens')
    focus.search()
    return true
  }
  const place = SCREENS[Number(/^ctrl\+([1-5])$/.exec(name)?.[1]) - 1]
  if (place !== undefined) {
    go(place)
    focus.screen()
    return true
  }
  const shortcut = Object.hasOwn(SHORTCUTS, name) ? SHORTCUTS[name] : undefined
  // What acts on the selected token acts only where that token is seen.
  if (shortcut === undefined || (screen !== 'tokens' && name !== 'ctrl+n')) return false
  shortcut(stores)
  return true
}
