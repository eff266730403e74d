import type { CommandOption } from '../command.ts'

/** Options of every command. */
export const COMMON_OPTIONS: readonly CommandOption[] = [
  { flags: '--json', about: 'print one JSON object' },
  { flags: '--yes', about: 'answer every question with yes' },
  { flags: '--passphrase-fd <N>', about: 'read the passphrase of a sealed store from this file descriptor' },
]
