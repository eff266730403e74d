import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './setup.mjs'

/** A token that nobody ever issued; it has a provider's form and random content, new at each start. */
interface Sample {
  readonly name: string
  readonly domain: string
  readonly secret: () => string
  readonly more: readonly string[]
}

const letters = (length: number): string =>
  Array.from(randomBytes(length), (byte) => 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'[byte % 54]).join(
    '',
  )

const SAMPLES: readonly Sample[] = [
  {
    name: 'github-web',
    domain: 'project:web',
    secret: () => `github_pat_${letters(22)}_${letters(59)}`,
    more: [
      '--to',
      'api.github.com/repos/acme/web/**',
      '--resource',
      'repository:acme/web',
      '--scope',
      'contents:read',
      '--expires',
      '60d',
    ],
  },
  { name: 'stripe-billing', domain: 'service:billing', secret: () => `sk_live_${letters(24)}`, more: [] },
  { name: 'npm-publish', domain: 'project:web', secret: () => `npm_${letters(36)}`, more: ['--expires', '5d'] },
  {
    name: 'acme-dataset',
    domain: 'dataset:acme-eu',
    secret: () => letters(40),
    more: ['--to', 'GET api.acme.example/v1/**', '--env', 'ACME_KEY', '--expires', '90d'],
  },
]

/** What of them the sample project uses. */
const BOUND = ['github-web', 'npm-publish']

/**
 * Fills a vault with sample tokens and a sample project, through the command line as a user would.
 *
 * @param env Names the vault and its keyring.
 * @returns The names of the tokens.
 * @throws {Error} with the command's own words when it fails; they hold no secret.
 */
export async function fillSampleVault(env: Readonly<Record<string, string>>, home: string): Promise<readonly string[]> {
  for (const { name, domain, secret, more } of SAMPLES) {
    await bulkhead(env, ['add', name, '--domain', domain, ...more, '--yes'], secret())
  }
  const project = join(home, 'web')
  mkdirSync(project)
  for (const name of BOUND) await bulkhead(env, ['bind', name, '--project', project, '--yes'])
  return SAMPLES.map(({ name }) => name)
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
