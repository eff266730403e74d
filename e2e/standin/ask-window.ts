import { theBrowser } from './browser.ts'
import type { BrowserWindow } from './browser-window.ts'
import { NativeWindow } from './native-window.ts'
import { screen } from './screen.ts'

/** A question for the user: a message, buttons, and perhaps a check box or a line to fill in. */
export interface Question {
  readonly title: string
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  readonly focused?: number
  readonly checkbox?: { readonly label: string; readonly checked: boolean }
  readonly field?: { readonly label: string; readonly value: string }
  readonly parent: BrowserWindow | undefined
}

/** What the user did. Without `button` the window was closed or Escape was pressed. */
export interface Answer {
  readonly button?: number
  readonly checked: boolean
  readonly text: string
}

/** A question that is being asked. */
export interface Asking {
  readonly answer: Promise<Answer>
  close(): void
}

const BINDING = '__standinAnswer'
const WIDTH = 440

/** Asks in a small window of its own, which Playwright sees as one more page; its parent takes no input meanwhile. */
export function askInWindow(question: Question): Asking {
  const closed = Promise.withResolvers<Answer>()
  const dismiss = (): void => closed.resolve({ checked: question.checkbox?.checked ?? false, text: '' })
  return { answer: ask(question, closed), close: dismiss }
}

async function ask(question: Question, closed: PromiseWithResolvers<Answer>): Promise<Answer> {
  question.parent?.webContents.ignoreInput(true)
  const { connection } = await theBrowser
  const loaded = Promise.withResolvers<void>()
  const native = await NativeWindow.open(async ({ session }) => {
    session.on('Page.loadEventFired', () => loaded.resolve())
    session.on<{ name: string; payload: string }>('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === BINDING) closed.resolve(JSON.parse(payload) as Answer)
    })
    session.on('Inspector.detached', () => closed.resolve({ checked: question.checkbox?.checked ?? false, text: '' }))
    for (const domain of ['Page', 'Runtime', 'Inspector']) session.tell(`${domain}.enable`)
    session.tell('Runtime.addBinding', { name: BINDING })
    session.tell('Runtime.runIfWaitingForDebugger')
  })
  // Drawn any earlier, it would be replaced by the empty document that is still on its way.
  await loaded.promise
  await show(native, question)
  const answer = await closed.promise
  connection.browser.tell('Target.closeTarget', { targetId: native.page.targetId })
  question.parent?.webContents.ignoreInput(false)
  return answer
}

async function show(native: NativeWindow, question: Question): Promise<void> {
  const { session } = native.page
  const expression = `(${drawQuestion})(${JSON.stringify({ ...question, parent: undefined })}, ${BINDING})`
  const { result } = await session.command<{ result: { value: number } }>('Runtime.evaluate', {
    expression,
    returnByValue: true,
  })
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const tall = Math.min(result.value, height)
  await native.setBounds({
    x: Math.round((width - WIDTH) / 2),
    y: Math.round((height - tall) / 3),
    width: WIDTH,
    height: tall,
  })
  await native.focus()
}

/** Runs in the window: draws the question and returns the height it needs, in pixels. */
function drawQuestion(question: Omit<Question, 'parent'>, answer: (text: string) => void): number {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, text: string, style = ''): HTMLElementTagNameMap[K] =>
    Object.assign(document.createElement(tag), { textContent: text, style })
  const field = make('input', '', 'width:100%;box-sizing:border-box;font:inherit;padding:6px;margin-top:12px')
  const box = Object.assign(make('input', ''), { type: 'checkbox', checked: question.checkbox?.checked ?? false })
  const reply = (button?: number): void => answer(JSON.stringify({ button, checked: box.checked, text: field.value }))

  document.title = question.title || 'Question'
  const body = make(
    'body',
    '',
    'font:14px/20px system-ui,sans-serif;margin:20px;white-space:pre-wrap;overflow-wrap:anywhere',
  )
  if (question.message !== '') body.append(make('h1', question.message, 'font-size:15px;margin:0'))
  if (question.detail !== '') body.append(make('p', question.detail, 'margin:8px 0 0'))
  if (question.field !== undefined) {
    field.value = question.field.value
    field.setAttribute('aria-label', question.field.label)
    body.append(field)
  }
  if (question.checkbox !== undefined) {
    const label = make('label', '', 'display:block;margin-top:12px')
    label.append(box, ` ${question.checkbox.label}`)
    body.append(label)
  }
  const row = make('div', '', 'display:flex;flex-wrap:wrap;justify-content:flex-end;gap:8px;margin-top:20px')
  const buttons = question.buttons.map((text, index) => {
    const button = make('button', text, 'font:inherit;padding:5px 14px')
    button.addEventListener('click', () => reply(index))
    return button
  })
  row.append(...buttons)
  body.append(row)
  document.body.replaceWith(body)
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') reply()
    if (key === 'Enter' && document.activeElement === field) reply(0)
  })
  const first = question.field === undefined ? buttons[question.focused ?? 0] : field
  first?.focus()
  return Math.ceil(row.getBoundingClientRect().bottom) + 20
}
