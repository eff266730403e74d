import { describe, expect, it } from 'vitest'
import { cpuTime } from '../core/identify/testing/cpu-time.ts'
import { pictureFault } from './picture-fault.ts'

const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
const around = (content: string): string => `<svg ${NAMESPACE}>${content}</svg>`

describe('a picture from the page', () => {
  it.each([
    ['nothing', ''],
    ['text alone', 'words'],
    ['another document', '<html></html>'],
    ['a declaration', `<?xml version="1.0"?>${around('')}`],
    ['a document type with an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${around('&a;')}`],
    ['a script', around('<script>1</script>')],
    ['a script in capitals', around('<SCRIPT>1</SCRIPT>')],
    ['a script behind a namespace', around('<svg:script>1</svg:script>')],
    ['a script after the picture', `${around('')}<script>1</script>`],
    ['a second picture', around('') + around('')],
    ['a foreign object', around('<foreignObject></foreignObject>')],
    ['an image', around('<image href="https://evil.example/x"/>')],
    ['a link', around('<a href="javascript:1"><text>x</text></a>')],
    ['a use of another file', around('<use href="https://evil.example/x#y"/>')],
    ['a style', around('<style>@import "https://evil.example"</style>')],
    ['a style attribute', around('<rect style="fill:red"/>')],
    ['an event handler', around('<rect onload="1"/>')],
    ['an event handler on the root', `<svg ${NAMESPACE} onload="1"></svg>`],
    ['an event handler with a slash for a space', around('<rect/onload="1"/>')],
    ['an event handler on a new line', around('<rect\nonload="1"/>')],
    ['an attribute without quotes', around('<rect x=1 />')],
    ['an attribute in single quotes', around("<rect x='1'/>")],
    ['an attribute twice', around('<rect x="1" x="2"/>')],
    ['a paint from elsewhere', around('<rect fill="url(https://evil.example/x#y)"/>')],
    ['a paint from elsewhere, spaced', around('<rect fill="URL (#y)"/>')],
    ['an address in an attribute', around('<rect fill="https://evil.example"/>')],
    ['another namespace', '<svg xmlns="http://www.w3.org/1999/xhtml"></svg>'],
    ['a namespace of a part', around('<g xmlns="http://www.w3.org/1999/xhtml"></g>')],
    ['a comment', around('<!-- x -->')],
    ['a section of character data', around('<![CDATA[<script>1</script>]]>')],
    ['an entity of its own', around('&#60;script&#62;')],
    ['parts in another order', around('<g><text></g></text>')],
    ['a part that is not closed', `<svg ${NAMESPACE}><g>`],
    ['an end too many', `${around('')}</svg>`],
    ['words after the end', `${around('')}words`],
  ])('is refused with %s in it', (_what, svg) => {
    expect(pictureFault(svg)).not.toBeNull()
  })

  it('is accepted with the parts of a picture alone', () => {
    const picture = `<svg ${NAMESPACE} width="10" height="10" role="img" aria-labelledby="title desc">
<title id="title">What &lt;b&gt; &amp; c reach</title><desc id="desc">All.</desc>
<g><rect x="1" y="1" fill="#ffffff"/><path d="M0 0L1 1Z" fill-opacity="0.5"/><text x="1" font-weight="600">a</text></g>
</svg>
`
    expect(pictureFault(picture)).toBeNull()
  })

  it.each([
    ['an opening sign', '<'],
    ['a begun element', '<svg '],
    ['an ampersand', '&'],
    ['an element in itself', `<svg ${NAMESPACE}>`],
    ['a begun attribute', '<rect x="'],
    ['an attribute', `<svg${' x="1"'.repeat(1000)}`],
  ])('is refused in time when %s is repeated for a megabyte', (_what, part) => {
    const picture = part.repeat(Math.ceil(1e6 / part.length))
    // Ten times what it takes; what is not linear takes minutes.
    expect(cpuTime(() => expect(pictureFault(picture)).not.toBeNull())).toBeLessThan(1000)
  })
})
