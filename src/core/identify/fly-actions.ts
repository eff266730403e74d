/** Actions that a caveat of Fly.io allows, one bit each. Source: github.com/superfly/macaroon, resset/action.go. */
export const READ = 1
/** Read, write, create, delete and control. */
export const ALL = 0x1f

const WORDS: readonly (readonly [number, string])[] = [
  [READ, 'read'],
  [2, 'write'],
  [4, 'create'],
  [8, 'delete'],
  [16, 'control'],
]

/** The bits of a mask; a bit that nobody knows, or what is no mask at all, counts as everything. */
export function actionsOf(mask: unknown): number {
  return typeof mask === 'number' && Number.isInteger(mask) && mask >= 0 && mask <= ALL ? mask : ALL
}

/** `read and control`; `everything`, `nothing`. */
export function actionsInWords(mask: number): string {
  if (mask === ALL) return 'everything'
  const words = WORDS.filter(([bit]) => mask & bit).map(([, word]) => word)
  return words.join(', ').replace(/, (\w+)$/, ' and $1') || 'nothing'
}
