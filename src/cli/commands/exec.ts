import type { CliCommand } from '../command.ts'

/** `exec` as help and completion show it. It runs by a way of its own, `exec-path.ts`, before any of this is loaded. */
export const exec: CliCommand = {
  name: 'exec',
  about: 'run a command with the tokens of its project, and no others',
  details:
    'The command takes this process’s place and ends with its own code; 126: not executable, 127: not found, 125: ' +
    'bulkhead itself refused or failed. Variables that hold another known token are taken out of its environment. With --broker it is a child, gets ' +
    'placeholders, and the tokens are put into its requests where they lie inside the domain.',
  usage: '[options] -- COMMAND [ARG]...',
  args: [
    { name: 'COMMAND', about: 'the command, after --', completes: 'nothing' },
    { name: 'ARG', about: 'its arguments, untouched', optional: true, repeatable: true },
  ],
  options: [
    { flags: '--project <DIR>', about: 'start there instead of in this folder' },
    { flags: '--broker', about: 'give it placeholders, and put the tokens into its requests only' },
    { flags: '--strict', about: 'with --broker: it passes nothing on to hosts that no token is for' },
    { flags: '--learn', about: 'with --broker: note what the tokens are used for; `bulkhead replay` shows it' },
    { flags: '--clean', about: 'keep only HOME, PATH, TERM and the like of this environment' },
  ],
  examples: [
    'bulkhead exec -- npm publish',
    'bulkhead exec --clean --project ~/src/web -- ./deploy.sh --dry-run',
    'bulkhead exec --broker --strict -- ./agent',
    'bulkhead exec --broker --learn -- ./agent',
  ],
  async run() {
    throw new TypeError('exec is dispatched before commands are')
  },
}
