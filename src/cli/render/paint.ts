import type { Verdict } from '../../core/token/finding.ts'

/** Colours for one stream; the identity where it takes none. */
export interface Paint {
  readonly strong: (text: string) => string
  readonly quiet: (text: string) => string
  /** Lines of a difference. */
  readonly added: (text: string) => string
  readonly removed: (text: string) => string
  readonly verdict: (verdict: Verdict, text: string) => string
}

const COLOUR = { god: 31, wide: 33, scoped: 32, unknown: 90 } as const

const plain = (text: string): string => text

const PLAIN: Paint = { strong: plain, quiet: plain, added: plain, removed: plain, verdict: (_verdict, text) => text }

const COLOURED: Paint = {
  strong: (text) => sgr(1, text, 22),
  quiet: (text) => sgr(2, text, 22),
  added: (text) => sgr(32, text, 39),
  removed: (text) => sgr(31, text, 39),
  verdict: (verdict, text) => sgr(COLOUR[verdict], text, 39),
}

// ECMA-48 section 8.3.117: select graphic rendition.
const sgr = (on: number, text: string, off: number): string => `\x1b[${on}m${text}\x1b[${off}m`

/** Colours when the stream is a terminal and the user did not turn them off (https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Paint {
  const refused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb'
  return stream.isTTY && !refused ? COLOURED : PLAIN
}
