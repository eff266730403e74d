import { EventEmitter } from 'node:events'
import type Electron from 'electron'

type Source = Electron.NativeTheme['themeSource']

/** Light or dark. The system's own choice is light here: no desktop is there to ask. */
class NativeTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>
{
  readonly shouldUseHighContrastColors = false
  #source: Source = 'system'

  get themeSource(): Source {
    return this.#source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Error processing argument: ${source}`)
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  /** The media features that carry the choice into a page: parameters of `Emulation.setEmulatedMedia`. */
  mediaFeatures(): readonly object[] {
    return [{ name: 'prefers-color-scheme', value: this.shouldUseDarkColors ? 'dark' : 'light' }]
  }
}

export const nativeTheme = new NativeTheme()
