// Only what a picture of ours is made of. There is no way to say a style, a script, a link or a foreign namespace with these.
const ELEMENTS = new Set(['svg', 'title', 'desc', 'g', 'rect', 'path', 'text'])
const ATTRIBUTES = new Set([
  ...['xmlns', 'width', 'height', 'viewBox', 'role', 'aria-labelledby', 'id', 'x', 'y', 'rx', 'd', 'transform'],
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'textLength', 'lengthAdjust', 'unicode-bidi'],
])

const TAG = /<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<>]*")*)(\/?)>/y
const ATTRIBUTE = / ([A-Za-z-]+)="([^"]*)"/g
const TEXT = /[^<>]*/y
const SVG = 'http://www.w3.org/2000/svg'

/**
 * What keeps a text from being a picture of ours, in words; null when nothing does. Linear in the text's length.
 *
 * The text comes from the page and is written to a file that a browser may open. So it is not searched for what is known to
 * be dangerous, but read whole: every element and attribute must be one that our pictures have.
 */
export function pictureFault(svg: string): string | null {
  const open: string[] = []
  let at = 0
  do {
    TAG.lastIndex = at
    const [whole = '', closes = '', name = '', attributes = '', ends = ''] = TAG.exec(svg) ?? []
    if (whole === '' || !ELEMENTS.has(name)) return 'it holds something that is not part of a picture'
    if (open.length === 0 && (name !== 'svg' || closes !== '')) return 'it does not begin as a picture does'
    if (closes !== '' && open.pop() !== name) return 'its parts are not closed in order'
    if (closes === '' && ends === '') open.push(name)
    if (!attributesFit(attributes)) return 'it holds an attribute that is not part of a picture'
    at += whole.length
    TEXT.lastIndex = at
    const text = TEXT.exec(svg)?.[0] ?? ''
    if (!entitiesFit(text) || (open.length === 0 && text.trim() !== ''))
      return 'it holds text that is not part of a picture'
    at += text.length
  } while (open.length > 0 && at < svg.length)
  return open.length === 0 && at === svg.length ? null : 'it does not end as a picture does'
}

function attributesFit(text: string): boolean {
  const names = new Set<string>()
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    if (!ATTRIBUTES.has(name) || names.has(name) || !entitiesFit(value)) return false
    // A name that leads elsewhere is only ever the namespace; `url(` is the other way to lead somewhere.
    if (name === 'xmlns' ? value !== SVG : /url\s*\(|:\/\//i.test(value)) return false
    names.add(name)
  }
  return true
}

const entitiesFit = (text: string): boolean => !/&(?!(?:amp|lt|gt|quot);)/.test(text)
