/** Secrets that no request can carry: a brokered session goes without them, and says so. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { environmentIn, ok } from '../testing/exec-world.ts'

const signer = newCanary('a key that is never sent', '', 40)

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld()
})
beforeEach(() => world.forget())
afterAll(async () => {
  assertNoCanaryInFiles([signer], world.keyring.env.BULKHEAD_HOME ?? '')
  await world.close()
})

describe('exec --broker', () => {
  it('leaves out what no request can carry, and says so', async () => {
    const path = join(world.keyring.home, 'signing')
    mkdirSync(path)
    const add = ['add', 'signer', '--domain', 'project:signing', '--env', 'AWS_SECRET_ACCESS_KEY']
    await ok(
      world.bulkhead([...add, '--to', 's3.amazonaws.com'], {
        input: `-----BEGIN PRIVATE KEY-----\n${signer.value}\n-----END PRIVATE KEY-----`,
      }),
    )
    await ok(world.bulkhead(['bind', 'signer', '--yes'], { cwd: path }))
    const done = await ok(world.bulkhead(['exec', '--broker', '--', 'env', '-0'], { cwd: path, env: world.env }))
    expect(environmentIn(done).has('AWS_SECRET_ACCESS_KEY')).toBe(false)
    expect(done.stderr).toMatch(/AWS_SECRET_ACCESS_KEY is left out: no broker can carry signer/)
    assertNoCanary([signer], 'its output', done.stdout + done.stderr)
  })

  it('leaves out secrets that no header holds as they are, each with its reason, and keeps the others', async () => {
    const path = join(world.keyring.home, 'odd')
    mkdirSync(path)
    const odd = (name: string, around: (text: string) => string): { name: string; secret: string } => {
      const canary = newCanary(name, `${name}-`, 30)
      oddOnes.push(canary)
      return { name, secret: around(canary.value) }
    }
    const oddOnes: Canary[] = []
    const secrets = [
      odd('lines', (text) => `${text}\nX-Injected: yes`),
      odd('returns', (text) => `${text}\r\rGET / HTTP/1.1`),
      odd('escapes', (text) => `${text}\u001b[2J`),
      odd('next-line', (text) => `${text}\u0085x`),
      odd('spaced', (text) => ` ${text}`),
      odd('spaced-after', (text) => `${text} `),
      odd('accents', (text) => `${text}é€`),
    ]
    for (const { name, secret } of secrets) {
      const variable = name.toUpperCase().replaceAll('-', '_')
      const add = [
        'add',
        name,
        '--domain',
        'project:odd',
        '--env',
        variable,
        '--to',
        `localhost:${world.upstream.port}`,
      ]
      await ok(world.bulkhead(add, { input: secret }))
      await ok(world.bulkhead(['bind', name, '--yes'], { cwd: path }))
    }
    const script = `env; curl -sS -H "Authorization: Bearer $ACCENTS" https://localhost:${world.upstream.port}/`
    const done = await ok(
      world.bulkhead(['exec', '--broker', '--', '/bin/bash', '-c', script], { cwd: path, env: world.env }),
    )
    expect(done.stdout.match(/^(LINES|RETURNS|ESCAPES|NEXT_LINE|SPACED|SPACED_AFTER|ACCENTS)=/gm)).toEqual(['ACCENTS='])
    expect(done.stdout).toMatch(/fine$/)
    expect(done.stderr.match(/ is left out: no broker can carry \S+, it .*/g)?.sort()).toEqual([
      ' is left out: no broker can carry escapes, it has control characters, and no header can hold it',
      ' is left out: no broker can carry lines, it has line breaks, and no header can hold it',
      ' is left out: no broker can carry next-line, it has control characters, and no header can hold it',
      ' is left out: no broker can carry returns, it has line breaks, and no header can hold it',
      ' is left out: no broker can carry spaced, it begins or ends with a space, and no header keeps that',
      ' is left out: no broker can carry spaced-after, it begins or ends with a space, and no header keeps that',
    ])
    assertNoCanary(oddOnes, 'its output', done.stdout + done.stderr)
    const { value = '' } = oddOnes.at(-1) ?? {}
    expect(world.upstream.arrived[0]?.authorization === Buffer.from(`Bearer ${value}é€`).toString('latin1')).toBe(true)
  })
})
