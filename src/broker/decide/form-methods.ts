import { OVERRIDE_PARAMETERS } from '../../core/token/destination-match.ts'

const NAMES: ReadonlySet<string> = new Set(OVERRIDE_PARAMETERS)

/** True for the content types whose fields frameworks read as parameters. */
export const isForm = (contentType: string): boolean =>
  /^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(contentType)

/**
 * What the fields of a form put in place of its method, as far as it is there.
 *
 * Rack, and with it Rails, takes `_method` of a POST from both kinds of form; Symfony and Laravel do, too.
 *
 * @param text A character for each byte.
 */
export const methodsInForm = (contentType: string, text: string): string[] =>
  /^\s*multipart\//i.test(contentType) ? inParts(text) : inPairs(text)

// Rack divides at both signs.
const inPairs = (text: string): string[] =>
  text.split(/[&;]/).flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals > 0 && NAMES.has(decoded(pair.slice(0, equals))) ? [decoded(pair.slice(equals + 1)).trim()] : []
  })

const DISPOSITION = /^content-disposition:/i

/** A part's name, quoted or not; not that of its file. */
const PART_NAME = /[;\s]name="?([^";\r]+)/i

// Line by line: one expression for a whole part would try again at each line of a body that is none.
function inParts(text: string): string[] {
  const found: string[] = []
  let isNamed = false
  let isHead = true
  for (const line of text.split('\n')) {
    if (DISPOSITION.test(line)) {
      isNamed = NAMES.has(PART_NAME.exec(line)?.[1]?.trim() ?? '')
      isHead = true
    } else if (isNamed && isHead) {
      isHead = line.trim() !== ''
    } else if (isNamed) {
      found.push(line.trim())
      isNamed = false
    }
  }
  return found
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
