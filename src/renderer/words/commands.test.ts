import { expect, it } from 'vitest'
import { splitCommands } from './commands.ts'

const marked = (text: string): string =>
  splitCommands(text)
    .map((piece) => (piece.isCommand ? `<${piece.text}>` : piece.text))
    .join('')

it.each([
  ['Bulkhead keeps it, as bulkhead does.', 'Bulkhead keeps it, as bulkhead does.'],
  ['See what is wrong: bulkhead doctor.', 'See what is wrong: <bulkhead doctor>.'],
  ['bulkhead list shows the names', '<bulkhead list> shows the names'],
  [
    'make one, then bulkhead rotate github-web: it is in force everywhere',
    'make one, then <bulkhead rotate github-web>: it is in force everywhere',
  ],
  [
    'bulkhead narrow pypi --expires 90d makes one that ends, offline',
    '<bulkhead narrow pypi --expires 90d> makes one that ends, offline',
  ],
  [
    'with bulkhead narrow pypi --resource project:acme-web --expires 90d, bind that one',
    'with <bulkhead narrow pypi --resource project:acme-web --expires 90d>, bind that one',
  ],
  ['choose it: bulkhead init --store sealed.', 'choose it: <bulkhead init --store sealed>.'],
  ['Ask: bulkhead check --online once.', 'Ask: <bulkhead check --online> once.'],
  ['', ''],
])('marks what is to be typed in %j', (text, told) => {
  expect(marked(text)).toBe(told)
})
