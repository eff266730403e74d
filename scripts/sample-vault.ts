import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BOUND_SAMPLES, SAMPLE_TOKENS } from './sample-tokens.ts'
import { ROOT } from './setup.mjs'

/**
 * Fills a vault with sample tokens and a sample project, through the command line as a user would.
 *
 * @param env Names the vault and its keyring.
 * @returns The names of the tokens.
 * @throws {Error} with the command's own words when it fails; they hold no secret.
 */
export async function fillSampleVault(env: Readonly<Record<string, string>>, home: string): Promise<readonly string[]> {
  for (const { name, domain, secret, more } of SAMPLE_TOKENS) {
    await bulkhead(env, ['add', name, '--domain', domain, ...more, '--yes'], secret())
  }
  const project = join(home, 'web')
  mkdirSync(project)
  for (const name of BOUND_SAMPLES) await bulkhead(env, ['bind', name, '--project', project, '--yes'])
  return SAMPLE_TOKENS.map(({ name }) => name)
}

function bulkhead(env: Readonly<Record<string, string>>, args: readonly string[], input = ''): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'out', 'cli', 'bulkhead.js'), ...args], { env })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    words += chunk
  })
  child.stdout.resume()
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`bulkhead ${args.slice(0, 2).join(' ')} ended with ${code}: ${words.trim()}`)),
    )
  })
}
