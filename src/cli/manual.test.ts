/**
 * The man page says all there is: a command or an option that is added is added there, too.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup.mjs'
import { type Bulkhead, cliIn, run } from './testing/run-cli.ts'

const PAGE = join(ROOT, 'resources/man/bulkhead.1')
const source = readFileSync(PAGE, 'utf8')

const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', BULKHEAD_HOME: '/nonexistent' }

let bulkhead: Bulkhead
let commands: string[]

beforeAll(async () => {
  bulkhead = await cliIn(env)
  const { stdout } = await bulkhead(['--help'])
  const list = stdout.slice(stdout.indexOf('Commands:'))
  commands = [...list.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name)
})

describe('the man page', () => {
  it('is sound mdoc', async () => {
    const { code, stderr } = await run('groff', ['-mandoc', '-Tutf8', '-ww', PAGE], { input: '', env })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('tells every command and every option of it, and help has an example for each', async () => {
    expect(commands.length).toBeGreaterThan(20)
    for (const name of commands.filter((command) => command !== 'help')) {
      const { code, stdout } = await bulkhead([name, '--help'])
      expect(code).toBe(0)
      expect(stdout).toMatch(new RegExp(`^Usage: bulkhead ${name} `))
      expect(stdout).toMatch(new RegExp(`^Examples:\\n {2}.*bulkhead ${name}`, 'm'))
      expect(source).toMatch(new RegExp(`^\\.It Cm ${name}( |$)`, 'm'))
      for (const [option] of stdout.matchAll(/(?<=^ {2}(?:-\w, )?)--[a-z-]+/gm)) {
        expect(source.includes(`Fl Fl ${option.slice(2)}`), `${name} ${option}`).toBe(true)
      }
    }
  })

  it('tells no command that there is not', () => {
    const told = [...source.matchAll(/^\.It Cm ([a-z]+)/gm)].map(([, name]) => name)
    expect(told.sort()).toEqual(commands.sort())
  })
})
