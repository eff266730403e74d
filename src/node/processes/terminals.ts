/** One terminal program, and the arguments with which it runs a command: an array, so that nothing is quoted for a shell. */
export interface Terminal {
  /** As people call it. */
  readonly name: string
  /** Looked for on the PATH. */
  readonly program: string
  /** A path that must be there, too, for a program that only passes the command on. */
  readonly needs?: string
  readonly platform: 'linux' | 'darwin' | 'win32'
  /** @param command Program and arguments to run inside. @param folder Where it starts. */
  readonly args: (command: readonly string[], folder: string) => readonly string[]
}

const asIs: Terminal['args'] = (command) => command
const afterE: Terminal['args'] = (command) => ['-e', ...command]
const afterDashes: Terminal['args'] = (command) => ['--', ...command]

// Both take a line for a shell. The quoting is done by AppleScript itself, from arguments that reach it as an array.
const quotedLine = [
  'on run argv',
  'set line to ""',
  'repeat with part in argv',
  'set line to line & quoted form of part & " "',
  'end repeat',
]
const appleScript =
  (...lines: readonly string[]): Terminal['args'] =>
  (command) => [...[...quotedLine, ...lines, 'end run'].flatMap((line) => ['-e', line]), ...command]

/** Every terminal that is tried, in this order; the user's own choice comes first. */
export const TERMINALS: readonly Terminal[] = [
  // https://gitlab.freedesktop.org/terminal-wg/specifications: the terminal that the desktop was told to use.
  { name: 'xdg-terminal-exec', program: 'xdg-terminal-exec', platform: 'linux', args: asIs },
  // Debian policy 11.8.3: `-e` runs the rest of the command line.
  { name: 'x-terminal-emulator', program: 'x-terminal-emulator', platform: 'linux', args: afterE },
  { name: 'GNOME Terminal', program: 'gnome-terminal', platform: 'linux', args: afterDashes },
  { name: 'Konsole', program: 'konsole', platform: 'linux', args: afterE },
  { name: 'kitty', program: 'kitty', platform: 'linux', args: asIs },
  { name: 'Alacritty', program: 'alacritty', platform: 'linux', args: afterE },
  { name: 'foot', program: 'foot', platform: 'linux', args: asIs },
  { name: 'WezTerm', program: 'wezterm', platform: 'linux', args: (command) => ['start', '--', ...command] },
  { name: 'xterm', program: 'xterm', platform: 'linux', args: afterE },
  {
    name: 'iTerm',
    program: 'osascript',
    needs: '/Applications/iTerm.app',
    platform: 'darwin',
    args: appleScript('tell application "iTerm" to create window with default profile command line'),
  },
  {
    name: 'Terminal',
    program: 'osascript',
    needs: '/System/Applications/Utilities/Terminal.app',
    platform: 'darwin',
    args: appleScript('tell application "Terminal"', 'activate', 'do script line', 'end tell'),
  },
  {
    name: 'Windows Terminal',
    program: 'wt.exe',
    platform: 'win32',
    // wt splits its own command line at every semicolon that has no backslash before it.
    args: (command, folder) =>
      ['new-tab', '--startingDirectory', folder, '--', ...command].map((part) => part.replaceAll(';', '\\;')),
  },
]

/** What is run to open a terminal. */
export interface TerminalCommand {
  readonly name: string
  readonly program: string
  readonly needs: string | null
  readonly args: readonly string[]
}

/**
 * The commands that would open a terminal, best first: xdg-terminal-exec, `$TERMINAL`, then the rest of the table.
 *
 * `$TERMINAL` holds a program's name or path. One that the table does not know is given `-e`, as xterm is.
 */
export function terminalCommands(
  command: readonly string[],
  folder: string,
  platform: string,
  chosen: string | undefined,
): TerminalCommand[] {
  const known = TERMINALS.filter((terminal) => terminal.platform === platform)
  const [desktop, rest] = [known.filter(isDesktopChoice), known.filter((terminal) => !isDesktopChoice(terminal))]
  return [...desktop, ...choiceOf(chosen, platform), ...rest].map(({ name, program, needs, args }) => ({
    name,
    program,
    needs: needs ?? null,
    args: args(command, folder),
  }))
}

const isDesktopChoice = ({ program }: Terminal): boolean => program === 'xdg-terminal-exec'

function choiceOf(chosen: string | undefined, platform: string): Terminal[] {
  if (platform !== 'linux' || chosen === undefined || chosen === '') return []
  const name = chosen.slice(chosen.lastIndexOf('/') + 1)
  const args = TERMINALS.find(({ program }) => program === name)?.args ?? afterE
  return [{ name, program: chosen, platform, args }]
}
