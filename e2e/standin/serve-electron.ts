import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const MODULE = pathToFileURL(join(import.meta.dirname, 'electron-module.cjs')).href
const NAMES = ['electron', 'electron/main', 'electron/common']

/** Serves `electron` to every `import` and `require` of this process from now on. */
export function serveElectron(electronModule: object): void {
  Object.assign(globalThis, { [Symbol.for('electron stand-in')]: electronModule })
  registerHooks({
    resolve(specifier, context, next) {
      if (!NAMES.includes(specifier)) return next(specifier, context)
      return { url: MODULE, format: 'commonjs', shortCircuit: true }
    },
  })
}
