import { describe, expect, it } from 'vitest'
import type { CliCommand } from '../command.ts'
import { candidatesFor, type Known } from './candidates.ts'

const run = async (): Promise<undefined> => undefined

const COMMANDS: readonly CliCommand[] = [
  {
    name: 'add',
    about: 'add one',
    args: [{ name: 'NAME', about: 'new', completes: 'nothing' }],
    options: [
      { flags: '--domain <KIND:NAME>', about: 'domain' },
      { flags: '--env <VAR>', about: 'variable' },
    ],
    examples: ['x'],
    run,
  },
  { name: 'show', about: 'show one', args: [{ name: 'NAME', about: 'it' }], examples: ['x'], run },
  {
    name: 'check',
    about: 'check some',
    args: [{ name: 'NAME', about: 'them', optional: true, repeatable: true }],
    examples: ['x'],
    run,
  },
  { name: 'allow', about: 'allow', args: [{ name: 'DIR', about: 'folder' }], examples: ['x'], run },
  {
    name: 'exec',
    about: 'run',
    args: [{ name: 'COMMAND', about: 'it', completes: 'nothing' }],
    options: [{ flags: '--project <DIR>', about: 'where' }],
    examples: ['x'],
    run,
  },
  {
    name: 'completion',
    about: 'script',
    args: [{ name: 'SHELL', about: 'it', completes: ['bash', 'zsh'] }],
    examples: ['x'],
    run,
  },
]

const NAMES = { token: ['github-web', 'stripe'], domain: ['project:web'], variable: ['GITHUB_TOKEN'] }

const names = (kind: keyof Known): readonly string[] => NAMES[kind]

const valuesOf = (...words: string[]): readonly string[] | string => {
  const found = candidatesFor(COMMANDS, words, names)
  return found.kind === 'values' ? found.values.map(({ value }) => value) : found.kind
}

describe('candidates', () => {
  it.each([[['']], [['--json', '']]])('for %j are the commands', (words) => {
    expect(valuesOf(...words)).toEqual(COMMANDS.map(({ name }) => name))
  })

  it.each<[string[], readonly string[] | string]>([
    [['sh'], ['show']],
    [
      ['show', ''],
      ['github-web', 'stripe'],
    ],
    [['show', 'st'], ['stripe']],
    [['show', 'stripe', ''], []],
    [['check', 'stripe', 'g'], ['github-web']],
    [['show', '--json', 's'], ['stripe']],
    [['show', '--passphrase-fd', '3', 's'], ['stripe']],
    [['add', ''], []],
    [
      ['add', 'x', '--domain', ''],
      ['project:', 'service:', 'dataset:', 'project:web'],
    ],
    [['add', 'x', '--domain', 'project:w'], ['project:web']],
    [['add', 'x', '--env', ''], ['GITHUB_TOKEN']],
    [['add', '--d'], ['--domain']],
    [['allow', ''], 'folder'],
    [['exec', '--project', ''], 'folder'],
    [['exec', '--', 'git', ''], 'command'],
    [
      ['completion', ''],
      ['bash', 'zsh'],
    ],
    [['nonsense', ''], COMMANDS.map(({ name }) => name)],
  ])('for %j are %j', (words, expected) => {
    expect(valuesOf(...words)).toEqual(expected)
  })

  it('read no names where none are wanted', () => {
    const refuse = (): never => {
      throw new Error('the catalog was read')
    }
    expect(candidatesFor(COMMANDS, ['a'], refuse).kind).toBe('values')
    expect(candidatesFor(COMMANDS, ['show', '--'], refuse).kind).toBe('values')
  })
})
