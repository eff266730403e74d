import type Electron from 'electron'

/** Chromium's command line as the app may extend it. Chromium is started before the app is read, so it only remembers. */
export class CommandLine
  implements
    Pick<Electron.CommandLine, 'appendArgument' | 'appendSwitch' | 'getSwitchValue' | 'hasSwitch' | 'removeSwitch'>
{
  readonly #switches = new Map<string, string>()

  appendArgument(_value: string): void {}

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value)
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }
}
