import { describe, expect, it } from 'vitest'
import { folderName, PROJECT_FILE_LIMIT } from './project.ts'
import { parseProjectFile } from './project-file.ts'

const parse = (text: string) => parseProjectFile(new TextEncoder().encode(text))

const REFUSED: readonly (readonly [text: string, code: string, place: RegExp])[] = [
  ['project = web', 'usage', /:1:\d+: /],
  ['project = "web"\n[env.A\ntoken = "x"', 'usage', /:2:\d+: /],
  ['project = "web"\nproject = "api"', 'usage', /:2:\d+: /],
  ['project = "Web"', 'usage', /:1: project: /],
  ['project = 1', 'usage', /:1: project: /],
  ['project = ""', 'usage', /:1: project: /],
  ['[__proto__]\nproject = "web"', 'usage', /__proto__: is not a key/],
  ['[env.A]\ntoken = "x"\n__proto__ = 1', 'usage', /:3: env\.A\.__proto__: is not a key/],
  ['env = 2026-01-01', 'usage', /:1: env: expected a table/],
  ['secret = "x"', 'usage', /:1: secret: is not a key/],
  ['[env]\nA = "token"', 'usage', /:2: env\.A: /],
  ['[env.A]', 'usage', /:1: env\.A: names neither/],
  ['[env.A]\ntokn = "x"', 'usage', /:1: env\.A: names neither/],
  ['[env.A]\ntoken = "x"\nvalue = "y"', 'usage', /:3: env\.A\.value: is not a key/],
  [
    '[env.A]\ntoken = "x"\nprovider = "github"',
    'usage',
    /:3: env\.A\.provider: stands beside token, and either is enough/,
  ],
  ['[env.A]\ntoken = "Not A Name"', 'usage', /:2: env\.A\.token: /],
  ['[env.A]\ntoken = ["x"]', 'usage', /:2: env\.A\.token: /],
  ['[env.A]\nprovider = "github"', 'usage', /env\.A\.domain: is missing$/],
  ['[env.A]\nprovider = "GitHub"\ndomain = "project:web"', 'usage', /:2: env\.A\.provider: /],
  ['[env.A]\nprovider = "github"\ndomain = "web"', 'domain-invalid', /:1: /],
  ['[env.A]\ntoken = "x"\nto = "api.github.com"', 'usage', /:3: env\.A\.to: /],
  ['[env.A]\ntoken = "x"\nto = []', 'usage', /:3: env\.A\.to: /],
  ['[env.A]\ntoken = "x"\nto = ["a b c"]', 'destination-invalid', /:1: /],
  ['[env."A=B"]\ntoken = "x"', 'variable-invalid', /:1: /],
  ['[env.""]\ntoken = "x"', 'variable-invalid', /: /],
  ['[env.1A]\ntoken = "x"', 'variable-invalid', /:1: /],
  ['[env."A;rm"]\ntoken = "x"', 'variable-invalid', /:1: /],
  ...[
    'LD_PRELOAD',
    'ld_preload',
    'PATH',
    'NODE_OPTIONS',
    'BASH_ENV',
    'PYTHONSTARTUP',
    'GIT_SSH_COMMAND',
    'https_proxy',
    'HTTP_PROXY',
    '__proto__',
    'BULKHEAD_HOME',
  ].map((name) => [`[env.${name}]\ntoken = "x"`, 'variable-refused', /:1: /] as const),
]

describe('a project file', () => {
  it.each(REFUSED)('is refused with its place: %j', (text, code, place) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(place) }))
    expect(({} as Record<string, unknown>).token).toBeUndefined()
  })

  it('is refused over 64 KiB, and read up to it', () => {
    expect(() => parse('#'.repeat(PROJECT_FILE_LIMIT + 1))).toThrow(expect.objectContaining({ code: 'too-big' }))
    expect(parse('#'.repeat(PROJECT_FILE_LIMIT))).toEqual({ project: null, env: [] })
  })

  it('is refused when it is not UTF-8', () => {
    expect(() => parseProjectFile(Uint8Array.of(0x23, 0xff))).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  it('names tokens, or what they must be, and where they may go', () => {
    const file = `project = "web"
[env.GITHUB_TOKEN]
token = "github-web"              # a token by name
[env.STRIPE_KEY]
provider = "stripe"
domain = "project:web"
to = ["api.stripe.com/v1/customers/**"]
`
    expect(parse(file)).toEqual({
      project: 'web',
      env: [
        { env: 'GITHUB_TOKEN', want: { kind: 'name', name: 'github-web' }, to: null },
        {
          env: 'STRIPE_KEY',
          want: { kind: 'requirement', provider: 'stripe', domain: { kind: 'project', name: 'web' } },
          to: ['api.stripe.com/v1/customers/**'],
        },
      ],
    })
  })

  it.each([
    '',
    '# nothing\n',
    '\ufeffproject = "web"',
    'project = "web"\r\n[env]\r\n',
    'env = { A = { token = "x" } }',
    'env.A.token = "x"',
  ])('may be %j', (text) => {
    expect(() => parse(text)).not.toThrow()
  })
})

describe('the name of a folder', () => {
  it.each([
    ['/home/u/web', 'web'],
    ['/home/u/Web App', 'web-app'],
    ['/home/u/été', '-t-'],
    ['/home/u/a😀b', 'a-b'],
    ['/home/u/.dotfiles', '.dotfiles'],
    ['/home/u/v1.2_x', 'v1.2_x'],
    ['/', '-'],
    [`/${'x'.repeat(100)}`, 'x'.repeat(64)],
    ['C:\\Users\\u\\Web', 'web'],
  ])('%s is %s', (path, name) => {
    expect(folderName(path)).toBe(name)
  })
})
