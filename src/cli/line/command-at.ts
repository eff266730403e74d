import { COMMON_OPTIONS } from './common-options.ts'

/** Options that stand before a command and take the next word: `--passphrase-fd N`. */
const VALUED: ReadonlySet<string> = new Set(
  COMMON_OPTIONS.filter(({ flags }) => flags.includes('<')).map(({ flags }) => flags.split(' ')[0] ?? ''),
)

/** Where the command's name stands among the arguments, behind options of every command and their values; -1 for none. */
export function commandAt(argv: readonly string[]): number {
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ''
    if (VALUED.has(word)) at += 1
    else if (!word.startsWith('-')) return at
  }
  return -1
}
