import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Drive, Outcome } from './store-driver.ts'

const DRIVER = fileURLToPath(new URL('store-driver.ts', import.meta.url))

/** Runs `store-driver.ts` in an environment. @throws {Error} when it does not end well within 100 s. */
export async function driveStore(env: NodeJS.ProcessEnv, drive: Drive): Promise<Outcome[]> {
  const child = spawn(process.execPath, [DRIVER], { env, stdio: ['pipe', 'pipe', 'inherit'], timeout: 100_000 })
  child.stdin.end(JSON.stringify(drive))
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) text += chunk
  const code = child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve)))
  if (code !== 0) throw new Error(`the driver ended with ${code}`)
  return JSON.parse(text)
}
