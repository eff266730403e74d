/**
 * What the command line says no to, each with its code, its exit status and its hint; and that it repeats no secret.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { type Bulkhead, cliIn } from './testing/run-cli.ts'

const canary = newCanary('the secret')
const github = newCanary('the GitHub token', 'ghp_', 36)

let keyring: Keyring
let bulkhead: Bulkhead

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
  expect((await bulkhead(['add', 'taken', '--domain', 'project:web'], { input: canary.value })).code).toBe(0)
})

afterAll(() => keyring.close())

const add = (name: string, ...more: string[]): string[] => ['add', name, '--domain', 'project:web', ...more]

interface Case {
  readonly args: readonly string[]
  readonly code: string
  readonly exit: number
  readonly hint: RegExp
}

const CASES: readonly Case[] = [
  { args: [], code: 'usage', exit: 2, hint: /--help/ },
  { args: ['lst'], code: 'usage', exit: 2, hint: /did you mean list/ },
  { args: ['show'], code: 'usage', exit: 2, hint: /show --help/ },
  { args: ['list', '--project'], code: 'usage', exit: 2, hint: /list --help/ },
  { args: ['add', 'x'], code: 'usage', exit: 2, hint: /add --help/ },
  { args: ['add', 'x', '--domian', 'project:web'], code: 'usage', exit: 2, hint: /did you mean --domain/ },
  { args: ['edit', 'taken'], code: 'usage', exit: 2, hint: /edit --help/ },
  { args: ['check', '--online'], code: 'usage', exit: 2, hint: /without --online/ },
  { args: ['inspect', '--online'], code: 'usage', exit: 2, hint: /without --online/ },
  { args: ['completion', 'tcsh'], code: 'usage', exit: 2, hint: /bash, zsh, fish, pwsh/ },
  { args: ['completion', '__proto__'], code: 'usage', exit: 2, hint: /bash, zsh, fish, pwsh/ },
  { args: ['init', '--store', 'file'], code: 'usage', exit: 2, hint: /keychain, sealed/ },
  { args: ['audit', 'constructor'], code: 'usage', exit: 2, hint: /list, verify, export/ },
  { args: ['sessions', 'end', 'ses_1'], code: 'usage', exit: 2, hint: /exit its shell/ },
  ...['', 'Web', '-web', '.web', 'a b', 'naïve', 'a/b', 'a\nb', 'x'.repeat(65)].map((name) => ({
    args: ['add', '--domain', 'project:web', '--', name],
    code: 'name-invalid',
    exit: 2,
    hint: /1 to 64/,
  })),
  ...[
    '',
    'web',
    'project:',
    'project:Web',
    ':web',
    'team:web',
    'project:web:x',
    'project: web',
    `project:${'x'.repeat(65)}`,
  ].map((domain) => ({
    args: ['add', 'x', '--domain', domain],
    code: 'domain-invalid',
    exit: 2,
    hint: /project:NAME, service:NAME or dataset:NAME/,
  })),
  { args: ['list', '--domain', 'web'], code: 'domain-invalid', exit: 2, hint: /project:NAME/ },
  { args: ['list', '--project', '/nowhere/at/all'], code: 'not-found', exit: 4, hint: /./ },
  ...[
    '',
    'a?b.example',
    'a#b.example',
    'u@h.example',
    'a.example/..',
    'a..example',
    'a.example:0',
    'a.example:65536',
    'GET',
    'plain',
  ].map((to) => ({ args: add('x', '--to', to), code: 'destination-invalid', exit: 2, hint: /HOST/ })),
  ...['*', '*.com', '*.co.uk', '169.254.169.254', 'http://api.example.com'].map((to) => ({
    args: add('x', '--to', to),
    code: 'destination-refused',
    exit: 3,
    hint: /./,
  })),
  ...['', '1A', 'A-B', 'A=B', 'A;rm', 'Ä'].map((env) => ({
    args: add('x', '--env', env),
    code: 'variable-invalid',
    exit: 2,
    hint: /A-Z/,
  })),
  ...['PATH', 'path', 'LD_PRELOAD', 'NODE_OPTIONS', 'GIT_SSH_COMMAND', 'https_proxy', '__proto__', 'BULKHEAD_HOME'].map(
    (env) => ({ args: add('x', '--env', env), code: 'variable-refused', exit: 3, hint: /./ }),
  ),
  ...['', '2020-01-01', '2027-02-30', '2027-13-01', '0d', '-1d', '90', '90w', 'tomorrow', '2027-01-01T25:00:00Z'].map(
    (when) => ({ args: add('x', '--expires', when), code: 'usage', exit: 2, hint: /90d/ }),
  ),
  ...['', 'web', 'repository:', ':web'].map((resource) => ({
    args: add('x', '--resource', resource),
    code: 'usage',
    exit: 2,
    hint: /KIND:NAME/,
  })),
  { args: add('taken'), code: 'name-taken', exit: 1, hint: /./ },
  ...['show', 'rotate', 'quarantine', 'release', 'rm', 'reveal', 'copy', 'check'].map((command) => ({
    args: [command, 'missing', '--yes'],
    code: 'not-found',
    exit: 4,
    hint: /bulkhead list/,
  })),
  { args: ['edit', 'missing', '--no-env'], code: 'not-found', exit: 4, hint: /bulkhead list/ },
  { args: ['reveal', 'taken'], code: 'cancelled', exit: 3, hint: /--yes/ },
  { args: ['rm', 'taken'], code: 'cancelled', exit: 3, hint: /--yes/ },
  { args: ['doctor', '--passphrase-fd'], code: 'usage', exit: 2, hint: /./ },
]

describe('bad input', () => {
  it.each(CASES)('$args ends with $code and $exit', async ({ args, code, exit, hint }) => {
    const before = await bulkhead(['list', '--json'])
    const separator = args.indexOf('--')
    const json = separator < 0 ? [...args, '--json'] : args.toSpliced(separator, 0, '--json')

    const inJson = await bulkhead(json, { input: canary.value })
    const inWords = await bulkhead(args, { input: canary.value })

    expect(inJson.json()).toEqual({
      v: 1,
      error: { code, message: expect.any(String), hint: expect.stringMatching(hint) },
    })
    expect([inJson.code, inWords.code]).toEqual([exit, exit])
    expect(inWords.stdout).toBe('')
    expect(inWords.stderr).toBe(inJson.stderr)
    const { error } = inJson.json() as unknown as { error: { message: string; hint: string } }
    expect(inWords.stderr).toMatch(/^bulkhead: \S.*\nhint: \S.*\n$/)
    expect(error.message).toMatch(/^[^A-Z].*[^.!]$/s)
    for (const output of [inJson.stdout, inJson.stderr]) assertNoCanary([canary], 'the error', output)
    expect(await bulkhead(['list', '--json'])).toMatchObject({ stdout: before.stdout })
  })
})

describe('a secret among the arguments', () => {
  it.each([
    ['as a value', ['add', 'x', '--domain', 'project:web', '--value', canary.value]],
    ['as a value, with =', ['add', 'x', '--domain', 'project:web', `--value=${canary.value}`]],
    ['as a value, before anything else is right', ['add', '--token', canary.value]],
    ['as a short option', ['add', 'x', `-v${canary.value}`]],
    ['as an option of its own', ['add', 'x', `--${canary.value}`]],
    ['after the name', ['add', 'x', canary.value, '--domain', 'project:web']],
    ['for rotate', ['rotate', 'taken', canary.value]],
    ['for inspect', ['inspect', canary.value]],
  ])('is refused with the way to give it: %s', async (_, args) => {
    const { code, stdout, stderr } = await bulkhead([...args, '--json'])
    expect(code).toBe(2)
    expect(stderr).toContain('hint: a secret is never an argument: pipe it in')
    assertNoCanary([canary], 'the output', stdout + stderr)
  })

  it.each([
    ['as the name', ['add', github.value, '--domain', 'project:web']],
    ['as a command', [github.value]],
    ['behind a variable', ['add', 'x', '--domain', 'project:web', '--env', `GITHUB_TOKEN=${github.value}`]],
    ['as a domain', ['list', '--domain', github.value]],
    ['as a project', ['list', '--project', github.value]],
    ['for show', ['show', github.value]],
  ])('is known by its form and not repeated: %s', async (_, args) => {
    const { code, stdout, stderr } = await bulkhead([...args, '--json'])
    expect(code).toBe(2)
    expect(stderr).toContain('bulkhead: an argument is a token')
    assertNoCanary([github], 'the output', stdout + stderr)
  })
})
