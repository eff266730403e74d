import { type Identity, identify } from '../identify/identify.ts'
import type { World } from '../ports.ts'
import type { Provider } from '../token/provider.ts'
import type { Secret } from '../token/secret.ts'
import { type Draw, lengthsOf, textFor } from './pattern-text.ts'
import { readablePlaceholder } from './placeholder-forms.ts'

/** Chance that a placeholder must hold at least, bits: it is looked for in everything that a session sends. */
const ENOUGH = 96

/** Lengths of placeholders for secrets of no known form: which one tells how long the secret is, roughly. */
const LENGTHS = [24, 32, 40, 48, 64, 96, 128, 256]

/** Longest placeholder where a form leaves the length open: each is looked for in everything that a session sends. */
const LONGEST = 256

// Beginnings that patterns leave open though they say nothing of one secret: a version, a region, live or test.
const SHARED_BEGINNING =
  /^(?:sk-ant-[a-z]+\d\d-|xox[a-z]-|xoxe\.xox[bp]-\d-|xapp-\d-|pd(?:us|eu)\+_|[a-z]{2}_(?:live|test|prod)_)/

const MONTH = 30 * 24 * 60 * 60 * 1000

/**
 * Makes a worthless stand-in for a secret, new at each call: of its form as far as that is known, with a wrong checksum.
 *
 * Of the secret itself it shares its length and what every secret of that form begins with.
 */
export function makePlaceholder(
  secret: Secret,
  providers: readonly Provider[],
  world: Pick<World, 'now' | 'random'>,
): string {
  const text = secret.reveal().trim()
  const identity = identify(text, providers)
  for (let attempt = 0; attempt < 16; attempt++) {
    const placeholder = oneOf(text, identity, world)
    if (placeholder !== text && identify(placeholder, providers).checksum !== 'valid') return placeholder
  }
  throw new RangeError('chance gave the same text again and again')
}

function oneOf(text: string, { format, expiresAt }: Identity, { now, random }: Pick<World, 'now' | 'random'>): string {
  const draw = drawFrom(random)
  const end = expiresAt === null ? new Date(now().getTime() + MONTH) : new Date(expiresAt)
  const readable = format === null ? null : readablePlaceholder({ secret: text, expiresAt: end, random })
  return readable ?? (format === null ? null : ofForm(format.pattern, text, draw)) ?? plain(text.length, draw)
}

/** A text of a form, of the secret's length if that is not too long and leaves room for chance; null when there is none. */
function ofForm(pattern: RegExp, secret: string, draw: Draw): string | null {
  const lengths = lengthsOf(pattern)
  if (lengths === null) return null
  const longer = Math.min(lengths.longest, Math.max(lengths.shortest, 40))
  for (const wanted of [Math.max(lengths.shortest, Math.min(secret.length, LONGEST)), longer]) {
    const drawn = textFor(pattern, wanted, draw)
    if (drawn !== null && drawn.bits >= ENOUGH) return withBeginning(drawn.text, secret, pattern)
  }
  return null
}

function withBeginning(text: string, secret: string, pattern: RegExp): string {
  const [beginning = ''] = SHARED_BEGINNING.exec(secret) ?? []
  const same = beginning + text.slice(beginning.length)
  return pattern.test(same) ? same : text
}

function plain(length: number, draw: Draw): string {
  const size = LENGTHS.find((candidate) => candidate >= length) ?? LONGEST
  return textFor(/^[A-Za-z0-9]{24,256}$/, size, draw)?.text ?? ''
}

/** Draws evenly: bytes that would favour low numbers are thrown away. */
function drawFrom(random: World['random']): Draw {
  let bytes: Uint8Array = new Uint8Array()
  let at = 0
  const next = (): number => {
    if (at >= bytes.length) {
      bytes = random(128)
      at = 0
    }
    return bytes[at++] ?? 0
  }
  return (below) => {
    const limit = 256 - (256 % below)
    for (;;) {
      const byte = next()
      if (byte < limit) return byte % below
    }
  }
}
