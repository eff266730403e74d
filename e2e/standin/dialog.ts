import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type Electron from 'electron'
import { askInWindow } from './ask-window.ts'
import { BrowserWindow } from './browser-window.ts'

/** Electron lets the window be left out; then the options come first. */
function split<T>(first: BrowserWindow | T, second: T | undefined): { parent: BrowserWindow | undefined; options: T } {
  if (first instanceof BrowserWindow) return { parent: first, options: second as T }
  return { parent: undefined, options: first }
}

type Buttons = Pick<Electron.MessageBoxOptions, 'buttons' | 'cancelId'>

/** The button that Escape stands for: `cancelId`, else the one called cancel or no, else the first: Electron's rule. */
function cancelIndex({ buttons = [], cancelId }: Buttons): number {
  return (
    cancelId ??
    Math.max(
      0,
      buttons.findIndex((label) => ['cancel', 'no'].includes(label.replace('&', '').toLowerCase())),
    )
  )
}

async function showMessageBox(
  first: BrowserWindow | Electron.MessageBoxOptions,
  second?: Electron.MessageBoxOptions,
): Promise<Electron.MessageBoxReturnValue> {
  const { parent, options } = split(first, second)
  const { title = '', message, detail = '', buttons = [], checkboxLabel, checkboxChecked = false, defaultId } = options
  const labels = buttons.length === 0 ? ['OK'] : buttons
  const { button, checked } = await askInWindow({
    title,
    message,
    detail,
    parent,
    buttons: labels,
    ...(defaultId !== undefined && { focused: defaultId }),
    ...(checkboxLabel !== undefined && { checkbox: { label: checkboxLabel, checked: checkboxChecked } }),
  }).answer
  return { response: button ?? cancelIndex(options), checkboxChecked: checked }
}

interface PathOptions {
  readonly title?: string
  readonly message?: string
  readonly buttonLabel?: string
  readonly defaultPath?: string
}

async function askPath(
  parent: BrowserWindow | undefined,
  options: PathOptions,
  verb: string,
): Promise<string | undefined> {
  const title = options.title ?? verb
  const { button, text } = await askInWindow({
    title,
    message: options.message ?? title,
    detail: '',
    buttons: [options.buttonLabel ?? verb, 'Cancel'],
    field: { label: 'Path', value: options.defaultPath ?? `${homedir()}/` },
    parent,
  }).answer
  return button === 0 && text !== '' ? resolve(text) : undefined
}

async function showOpenDialog(
  first: BrowserWindow | Electron.OpenDialogOptions,
  second?: Electron.OpenDialogOptions,
): Promise<Electron.OpenDialogReturnValue> {
  const { parent, options } = split(first, second)
  const path = await askPath(parent, options, 'Choose')
  return path === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] }
}

async function showSaveDialog(
  first: BrowserWindow | Electron.SaveDialogOptions,
  second?: Electron.SaveDialogOptions,
): Promise<Electron.SaveDialogReturnValue> {
  const { parent, options } = split(first, second)
  const path = await askPath(parent, options, 'Save')
  return { canceled: path === undefined, filePath: path ?? '' }
}

/** Says it on stderr too: it is used when nothing else works any more. */
function showErrorBox(title: string, content: string): void {
  console.error(`${title}\n${content}`)
  void showMessageBox({ title, message: title, detail: content })
}

/** Questions to the user. The app's tests may replace these functions, so they stay properties of one object. */
export const dialog = { showMessageBox, showOpenDialog, showSaveDialog, showErrorBox }
