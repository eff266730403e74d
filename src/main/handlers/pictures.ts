import { extname } from 'node:path'
import { dialog } from 'electron'
import { BulkheadError } from '../../core/errors.ts'
import { writeNewFile } from '../../node/files/safe-file.ts'
import { pictureFault } from '../picture-fault.ts'
import { shownWindow } from '../shown-window.ts'
import type { Handlers } from './handlers.ts'

/** Writes a picture where the user wants it. The page says what is in it, never where it goes. */
export const pictureHandlers = (): Pick<Handlers, 'pictures:save'> => ({
  'pictures:save': async ({ name, svg }) => {
    const fault = pictureFault(svg)
    if (fault !== null) throw new BulkheadError('usage', `this picture cannot be saved: ${fault}`)
    const path = await choosePath(`${name}.svg`)
    if (path === null) return null
    if (!writeNewFile(path, svg)) {
      throw new BulkheadError('failure', 'there is a file of that name already', { hint: 'save it under another name' })
    }
    return { path }
  },
})

async function choosePath(defaultPath: string): Promise<string | null> {
  const window = shownWindow()
  const options = { title: 'Save the picture', defaultPath, filters: [{ name: 'SVG picture', extensions: ['svg'] }] }
  const answer = window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  if (answer.canceled || answer.filePath === '') return null
  return extname(answer.filePath) === '' ? `${answer.filePath}.svg` : answer.filePath
}
