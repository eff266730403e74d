/*
 * Runs in a world of its own in every page and tells main what Electron's window would notice: keys that the page left
 * alone, and the title. Pasted by page-script.ts: it imports nothing.
 */

/** What the window's world tells main. */
export interface FromWindow {
  readonly kind: 'shortcut' | 'title'
  readonly text: string
}

/** Keys that, with Control, would do something to the browser around the page: open a tab, search, print, zoom. */
const BROWSER_KEYS = [...'tnwfgpsoujhdeklrqm+=-0', 'tab']
const BROWSER_FUNCTION_KEYS = ['f1', 'f3', 'f5', 'f6', 'f7', 'f10', 'f11', 'f12']

/** Watches the top frame and tells main over `post`. */
export function startWindowWorld(post: (text: string) => void): void {
  if (window.top !== window) return
  const send = (message: FromWindow): void => post(JSON.stringify(message))
  window.addEventListener('keydown', (event) => watchKey(event, send), true)
  // Chromium's own menu would show commands of a browser.
  window.addEventListener('contextmenu', (event) => event.preventDefault())
  document.addEventListener('DOMContentLoaded', () => watchTitle(send))
}

/** The page decides first: every listener of its own has run before a key counts as left alone. */
function watchKey(event: KeyboardEvent, send: (message: FromWindow) => void): void {
  const text = combinationOf(event)
  if (text === undefined) return
  let isOurs = false
  // Added while the event is on its way, so it comes after those of the page.
  const last = (): void => {
    if (event.defaultPrevented || !isBrowserKey(event)) return
    isOurs = true
    event.preventDefault()
  }
  window.addEventListener('keydown', last, { once: true })
  setTimeout(() => {
    window.removeEventListener('keydown', last)
    if (isOurs || !event.defaultPrevented) send({ kind: 'shortcut', text })
  })
}

function isBrowserKey({ key, ctrlKey }: KeyboardEvent): boolean {
  return (ctrlKey ? BROWSER_KEYS : BROWSER_FUNCTION_KEYS).includes(key.toLowerCase())
}

/** `ctrl+shift+k`, or undefined for a key that only types. */
function combinationOf({ key, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent): string | undefined {
  if (!ctrlKey && !altKey && !metaKey && !/^F\d+$/.test(key)) return undefined
  const held = Object.entries({ ctrl: ctrlKey, alt: altKey, shift: shiftKey, meta: metaKey }).filter(([, down]) => down)
  return [...held.map(([name]) => name), key === '+' ? 'plus' : key.toLowerCase()].join('+')
}

function watchTitle(send: (message: FromWindow) => void): void {
  const tell = (): void => send({ kind: 'title', text: document.title })
  tell()
  // The head only: watching the whole document would cost a busy page time.
  new MutationObserver(tell).observe(document.head, { childList: true, characterData: true, subtree: true })
}
