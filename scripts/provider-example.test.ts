/**
 * The worked example of docs/providers.md is code: it is taken from the page and run against today's types and engine.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identify } from '../src/core/identify/identify.ts'
import { sampleSecret } from '../src/core/identify/testing/sample-secret.ts'
import { PROVIDERS } from '../src/core/providers/providers.ts'
import { providerOf, type Row } from '../src/core/providers/row.ts'
import { judge } from '../src/core/reach/assess.ts'
import { reachOf } from '../src/core/reach/reach-of.ts'
import type { Introspection, Step } from '../src/core/token/introspection.ts'
import { parseResource } from '../src/core/token/parse-resource.ts'
import type { Provider } from '../src/core/token/provider.ts'
import type { Rule } from '../src/core/token/rule.ts'
import { ROOT } from './setup.mjs'

const NOW = new Date('2026-11-24T10:00:00.000Z')

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-example-'))
afterAll(() => rmSync(folder, { recursive: true }))

let globex: Provider
let asking: Introspection

/** The block of the page after a mark, as a value, with what a file at its place would import. */
async function exampleOf<T>(name: string): Promise<T> {
  const page = readFileSync(join(ROOT, 'docs', 'providers.md'), 'utf8')
  const [, code] = new RegExp(`<!-- example: ${name} -->\n\`\`\`ts\n(.*?)\n\`\`\``, 's').exec(page) ?? []
  const from = (path: string): string => JSON.stringify(join(ROOT, 'src', 'core', path))
  const file = join(folder, `${name}.ts`)
  writeFileSync(
    file,
    `import { BEARER, form, grant, header, wholeOrganisation } from ${from('providers/row.ts')}
     import { textAt, textsAt } from ${from('token/value-at.ts')}
     export const value = ${code}
     export const used = [BEARER, form, grant, header, wholeOrganisation, textAt, textsAt]`,
  )
  return ((await import(file)) as { value: T }).value
}

beforeAll(async () => {
  const row = await exampleOf<Row>('row')
  globex = { ...providerOf(row), rules: [await exampleOf<Rule>('rule')] }
  asking = await exampleOf<Introspection>('introspection')
})

function verdict(recipe: string, scopes: string[] = [], resources: string[] = [], expiresAt: string | null = null) {
  const identity = identify(sampleSecret({ text: recipe }), [...PROVIDERS, globex])
  const reach = reachOf(identity, { scopes, resources: resources.map(parseResource) }, NOW.toISOString())
  const subject = { ...identity, reach, expiresAt, domain: null, destinations: globex.destinations, twins: [] }
  const { verdict, findings } = judge(subject, NOW)
  return [identity.format?.kind, verdict, ...findings.map(({ rule }) => rule)]
}

describe('the worked example', () => {
  const day = '2027-01-31T00:00:00.000Z'

  it('knows both forms, and calls neither safe by itself', () => {
    expect(verdict('gbx_root_{base62:40}')).toEqual(['account key', 'god', 'BH002', 'BH007'])
    expect(verdict('gbx_{base62:32}')).toEqual(['API token', 'unknown', 'BH013'])
  })

  it('grades its scopes by its table, else by their words', () => {
    expect(verdict('gbx_{base62:32}', ['sites:read'], ['site:web'])).toEqual(['API token', 'scoped'])
    expect(verdict('gbx_{base62:32}', ['rollback'], ['site:web'], day)).toEqual(['API token', 'scoped'])
    expect(verdict('gbx_{base62:32}', ['members'], ['site:web'], day)).toEqual(['API token', 'god', 'BH003'])
    expect(verdict('gbx_{base62:32}', ['frobnicate'], ['site:web'])).toEqual(['API token', 'unknown', 'BH013'])
  })

  it('has a rule that fires on its own example', () => {
    expect(verdict('gbx_{base62:32}', ['deploy'], ['site:web'], day)).toEqual(['API token', 'wide', 'BH999'])
  })

  it('reads what its provider answers, whatever that is', () => {
    const [step] = asking.steps as readonly Step[]
    const told = (body: unknown) => step?.read({ status: 200, header: () => null, body })
    expect(told({ scopes: ['deploy'], account: { name: 'acme' } })).toEqual({ account: 'acme', scopes: ['deploy'] })
    for (const body of [undefined, null, 'x', [], { scopes: 'all' }, { scopes: [1] }, { account: [] }]) {
      expect(told(body)).toEqual({})
    }
  })
})
