import { expect, it } from 'vitest'
import { commandAt } from './command-at.ts'

it.each([
  [['exec', '--', 'true'], 0],
  [['--json', 'exec'], 1],
  [['--passphrase-fd', '3', 'exec'], 2],
  [['--passphrase-fd=3', 'exec'], 1],
  [['--json', '--passphrase-fd', '3', '--yes', 'list'], 4],
  [['--passphrase-fd', 'exec'], -1],
  [['--passphrase-fd'], -1],
  [['--help'], -1],
  [[], -1],
])('finds the command in %j at %d', (argv, at) => expect(commandAt(argv)).toBe(at))
