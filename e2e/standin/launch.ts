import { open as openInspector } from 'node:inspector'
import { readArguments } from './arguments.ts'
import { startBrowser } from './browser.ts'
import { refusal } from './refusal.ts'

const refused = refusal(process.env)
if (refused !== undefined) {
  process.stderr.write(`stand-in: ${refused.message}\nhint: ${refused.hint}\n`)
  process.exit(1)
}
process.stderr.write('stand-in: this is not Electron but its stand-in for tests, see e2e/standin/README.md\n')

const given = readArguments(process.argv.slice(2))
if (given.inspect !== undefined) openInspector(given.inspect)
// Chromium takes longer to start than everything else here, so it starts before the rest is read.
const starting = startBrowser()
starting.catch((error: Error) => {
  process.stderr.write(`stand-in: ${error.message}\n`)
  process.exit(1)
})

const { runApp } = await import('./run-app.ts')
await runApp(
  { ...given, executable: process.env.STANDIN_EXECUTABLE ?? process.execPath, args: process.argv.slice(2) },
  starting,
)
