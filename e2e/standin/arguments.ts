/** What the command line asks of us: Electron's own switches first, then the app, then what is the app's. */
export interface Arguments {
  /** Modules to load before the app: `-r FILE`. Playwright's loader comes this way. */
  readonly preloads: readonly string[]
  /** Port of Node's inspector: `--inspect[=PORT]`. */
  readonly inspect: number | undefined
  /** The app's folder or main script. */
  readonly app: string | undefined
}

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[]): Arguments {
  const preloads: string[] = []
  let inspect: number | undefined
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (arg === '-r' || arg === '--require') {
      index += 1
      preloads.push(args[index] ?? '')
    } else if (arg === '--inspect' || arg.startsWith('--inspect=')) inspect = Number(arg.split('=')[1] ?? 9229)
    else if (!arg.startsWith('-')) return { preloads, inspect, app: arg }
  }
  return { preloads, inspect, app: undefined }
}
