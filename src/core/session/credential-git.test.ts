import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { BulkheadError } from '../errors.ts'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import { Secret } from '../token/secret.ts'
import { formatGitAnswer, type GitCredential, readGitCredential } from './credential-git.ts'

const SEED = 20_261_124

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What was read, or null for what was refused; any other error fails. */
function read(input: Uint8Array): GitCredential | null {
  try {
    return readGitCredential(input)
  } catch (error) {
    if (error instanceof BulkheadError && error.code === 'usage') return null
    throw error
  }
}

const line = fc.oneof(
  fc.constantFrom(
    'protocol=https',
    'protocol=http',
    'host=github.com',
    'host=localhost:8443',
    'host=evil.example',
    'host=',
    'path=acme/web.git',
    'username=ada',
    'password=x',
    'url=https://evil.example',
    'capability[]=authtype',
    '',
    '=',
    'quit=1',
  ),
  fc.tuple(fc.constantFrom('protocol', 'host', 'path', 'username', 'x'), fc.string()).map((pair) => pair.join('=')),
  fc.string({ unit: 'binary' }),
)

const description = fc
  .tuple(
    fc.array(line, { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n', '\r', '\0', '%0a', '\u2028'),
    fc.constantFrom('', '\n', '\n\n'),
    fc.boolean(),
  )
  .map(([lines, odd, end, isOdd]) => lines.join(isOdd ? odd : '\n') + end)

describe('what git sends', () => {
  it('is refused, or names the one host that stands in it, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(description.map(bytes), fc.uint8Array({ maxLength: 200 })), (input) => {
        const { target, username } = read(input) ?? {}
        if (username) expect(username).not.toMatch(/\p{Cc}/u)
        if (!target) return

        const text = new TextDecoder().decode(input)
        // As the plainest of all readers would see it: line by line, up to the first blank one, the last `host` counts.
        const seen = text.split('\n\n', 1)[0]?.split('\n') ?? []
        const hosts = seen.filter((one) => one.startsWith('host=')).map((one) => one.slice('host='.length))
        expect(hosts).toHaveLength(1)
        expect(URL.parse(`${target.scheme}://${hosts[0]}/`)?.hostname.replace(/\.$/, '')).toBe(target.host)
        expect(text).not.toMatch(/\r|\0/)
      }),
      { numRuns: 20_000, seed: SEED },
    )
  })

  it('is read in a time that grows with its length', () => {
    for (const unit of ['=', '\n', 'host=a\n', '%0', 'a=b\n', '\u{1f512}']) {
      expect(cpuTime(() => read(bytes(unit.repeat(16_000))))).toBeLessThan(200)
    }
  })

  it('is never repeated by a refusal', () => {
    const canary = newCanary('a password')
    for (const more of ['\r', '\0', 'password=again\n', 'url=x\n', 'cut off']) {
      const input = bytes(`protocol=https\nhost=${canary.value}.example\npassword=${canary.value}\n${more}`)
      expect(() => readGitCredential(input)).toThrow(
        expect.objectContaining({ code: 'usage', message: expect.not.stringContaining(canary.value) }),
      )
    }
  })

  it('holds a password that cannot be printed by accident', () => {
    const canary = newCanary('a password')
    const found = readGitCredential(bytes(`protocol=https\nhost=github.com\npassword=${canary.value}\n`))
    expect(JSON.stringify(found)).not.toContain(canary.value)
    expect(found.password?.reveal() === canary.value).toBe(true)
  })
})

describe('the answer', () => {
  it('tells git when to ask again', () => {
    expect(formatGitAnswer('oauth2', new Secret('s'), null)).toBe('username=oauth2\npassword=s\n')
    expect(formatGitAnswer('oauth2', new Secret('s'), '2027-01-01T00:00:00.999Z')).toBe(
      'username=oauth2\npassword=s\npassword_expiry_utc=1798761600\n',
    )
  })
})
