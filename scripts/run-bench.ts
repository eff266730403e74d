// Measures the speed that is promised, on the built product and a throwaway keyring. Started by `npm run bench`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDisplay } from '../e2e/display.ts'
import { openKeyring } from '../e2e/keyring.ts'
import { buildApp } from './build-app.ts'
import { ROOT } from './setup.mjs'
import { orExplain } from './step.mjs'

await orExplain(buildApp)
await using display = await openDisplay()
await using keyring = await openKeyring({ env: { DISPLAY: display.name } })
const bench = spawn(process.execPath, ['e2e/bench/bench.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  env: keyring.env,
  stdio: 'inherit',
})
const [code] = await once(bench, 'exit')
process.exitCode = code ?? 1
