const ASCII = /^[\x20-\x7e]*$/
const COMBINING = /^[\p{Mark}\p{Cf}]+$/u
// East Asian wide and full-width ranges that occur in text, and pictographs (Unicode Standard Annex 11).
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

// Long tables repeat few texts that are not ASCII (verdicts), and cutting text into graphemes is slow.
const known = new Map<string, number>()
const KNOWN_LIMIT = 1000

/** Terminal columns that printable text takes, counted by what a reader sees as one character. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  const found = known.get(text)
  if (found !== undefined) return found

  let width = 0
  for (const { segment } of segmenter.segment(text)) width += widthOf(segment)
  if (known.size < KNOWN_LIMIT) known.set(text, width)
  return width
}

const widthOf = (segment: string): number => (COMBINING.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1)
