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

/** Values that break a grammar: exit 2. */
const grammar = (
  code: string,
  values: readonly string[],
  hint: RegExp,
  argsWith: (value: string) => readonly string[],
): Case[] => values.map((value) => ({ args: argsWith(value), code, exit: 2, hint }))

/** Values that a rule refuses: exit 3. */
const refusal = (code: string, values: readonly string[], argsWith: (value: string) => readonly string[]): Case[] =>
  values.map((value) => ({ args: argsWith(value), code, exit: 3, hint: /./ }))

const CASES: readonly Case[] = [
  { args: [], code: 'usage', exit: 2, hint: /--help/ },
  { args: ['lst'], code: 'usage', exit: 2, hint: /did you mean list/ },
  { args: ['help', 'nope'], code: 'usage', exit: 2, hint: /--help/ },
  { args: ['show'], code: 'usage', exit: 2, hint: /show --help/ },
  { args: ['list', '--project'], code: 'usage', exit: 2, hint: /list --help/ },
  { args: ['add', 'x'], code: 'usage', exit: 2, hint: /add --help/ },
  { args: ['add', 'x', '--domian', 'project:web'], code: 'usage', exit: 2, hint: /did you mean --domain/ },
  { args: ['edit', 'taken'], code: 'usage', exit: 2, hint: /edit --help/ },
  { args: ['check', '--base', 'https://x.example'], code: 'usage', exit: 2, hint: /add --online/ },
  { args: ['inspect', '--base', 'https://x.example'], code: 'usage', exit: 2, hint: /add --online/ },
  { args: ['completion', 'tcsh'], code: 'usage', exit: 2, hint: /bash, zsh, fish, pwsh/ },
  { args: ['completion', '__proto__'], code: 'usage', exit: 2, hint: /bash, zsh, fish, pwsh/ },
  { args: ['init', '--store', 'file'], code: 'usage', exit: 2, hint: /keychain, sealed/ },
  { args: ['audit', 'constructor'], code: 'usage', exit: 2, hint: /list, verify, export/ },
  { args: ['sessions', 'end', 'ses_1'], code: 'not-found', exit: 4, hint: /bulkhead sessions/ },
  { args: ['sessions', 'end'], code: 'usage', exit: 2, hint: /bulkhead sessions/ },
  ...grammar('name-invalid', ['', 'Web', '-web', 'a\nb', 'x'.repeat(65)], /1 to 64/, (name) => [
    'add',
    '--domain',
    'project:web',
    '--',
    name,
  ]),
  ...grammar('domain-invalid', ['', 'web', 'project:Web', 'team:web'], /project:NAME, service:NAME/, (domain) => [
    'add',
    'x',
    '--domain',
    domain,
  ]),
  ...grammar('destination-invalid', ['', 'a?b.example', 'u@h.example', 'a.example:65536', 'GET'], /HOST/, (to) =>
    add('x', '--to', to),
  ),
  ...refusal('destination-refused', ['*', '*.co.uk', '169.254.169.254', 'http://api.example.com'], (to) =>
    add('x', '--to', to),
  ),
  ...grammar('variable-invalid', ['', '1A', 'A=B'], /A-Z/, (env) => add('x', '--env', env)),
  ...refusal('variable-refused', ['path', 'LD_PRELOAD', 'https_proxy', '__proto__'], (env) => add('x', '--env', env)),
  ...grammar('usage', ['', '2020-01-01', '2027-02-30', '0d', 'tomorrow'], /90d/, (when) => add('x', '--expires', when)),
  ...grammar('usage', ['web', 'repository:'], /KIND:NAME/, (resource) => add('x', '--resource', resource)),
  { args: ['list', '--project', '/nowhere/at/all'], code: 'not-found', exit: 4, hint: /./ },
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
]

describe('bad input', () => {
  it.each(CASES)('$args ends with $code and $exit', async ({ args, code, exit, hint }) => {
    const { code: status, stdout, stderr, json } = await bulkhead(['--json', ...args], { input: canary.value })

    expect(json()).toEqual({ v: 1, error: { code, message: expect.any(String), hint: expect.stringMatching(hint) } })
    expect(status).toBe(exit)
    expect(stderr).toMatch(/^bulkhead: \S.*[^.!]\nhint: \S.*[^.!]\n$/)
    assertNoCanary([canary], 'the error', stdout + stderr)
  })

  it('without --json says the same on stderr and nothing on stdout', async () => {
    const { code, stdout, stderr } = await bulkhead(['show', 'missing'])
    expect({ code, stdout, stderr }).toEqual({
      code: 4,
      stdout: '',
      stderr: 'bulkhead: no token "missing"\nhint: bulkhead list shows the names\n',
    })
  })

  it('changes nothing', async () => {
    const { tokens } = (await bulkhead(['list', '--json'])).json() as unknown as { tokens: { name: string }[] }
    expect(tokens.map(({ name }) => name)).toEqual(['taken'])
    expect((await bulkhead(['reveal', 'taken', '--yes'])).stdout).toBe(`${canary.value}\n`)
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
