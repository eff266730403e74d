/**
 * Keeps the app alive on an error that nobody caught, and says where it was without what it said.
 *
 * Electron would show its message in a window, and a message may quote anything.
 */
export function surviveErrors(): void {
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
}

function report(error: unknown): void {
  const { name, stack = '' } = error instanceof Error ? error : { name: 'unknown error' }
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line))
  console.error([`bulkhead: ${name} inside`, ...places.slice(0, 8)].join('\n'))
}
