import { isOverrideParameter } from '../../core/token/destination-match.ts'

/**
 * True for the content types whose fields frameworks read as parameters; '' for none, which Rack takes for a form.
 *
 * Rack ends a type at a comma, too, and PHP at a blank.
 */
export const isForm = (contentType: string): boolean =>
  /^\s*(?:$|(?:application\/x-www-form-urlencoded|multipart\/(?:form-data|mixed|related))(?:[\s;,]|$))/i.test(
    contentType,
  )

/**
 * What the fields of a form put in place of its method, as far as it is there.
 *
 * Rack, and with it Rails, takes `_method` of a POST from every kind of form; Symfony and Laravel do, too.
 *
 * @param text A character for each byte.
 */
export const methodsInForm = (contentType: string, text: string): string[] =>
  /^\s*multipart\//i.test(contentType) ? inParts(text) : inPairs(text)

// Rack divides at both signs.
const inPairs = (text: string): string[] =>
  text.split(/[&;]/).flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals > 0 && isOverrideParameter(decoded(pair.slice(0, equals)))
      ? [decoded(pair.slice(equals + 1)).trim()]
      : []
  })

const NAMING = /^content-(?:disposition|id):/i

/** A part's names, quoted or not; not that of its file. Rack calls a part without one by its number. */
const PART_NAME = /(?:[;\s]name=|^content-id:)\s*["']?([^"';\r]+)/gi

const isNamedSo = (line: string): boolean =>
  [...line.matchAll(PART_NAME)].some(([, name = '']) => isOverrideParameter(name.trim().replaceAll('\\', '')))

// Line by line: one expression for a whole part would try again at each line of a body that is none.
function inParts(text: string): string[] {
  const found: string[] = []
  let isNamed = false
  let isHead = true
  for (const line of text.split('\n')) {
    const isNaming = NAMING.test(line)
    // A line of a head goes on in the next one where that begins with a blank.
    if (isNaming || (isHead && /^[ \t]/.test(line))) {
      isNamed ||= isNamedSo(line)
      isHead ||= isNaming
    } else if (isHead) {
      isHead = !/^\r?$/.test(line)
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
