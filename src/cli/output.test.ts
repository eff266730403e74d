import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const OUTPUT = new URL('output.ts', import.meta.url).href

/** What a process writes that runs this with `out`, the output of a command with --json. */
const written = (code: string): string =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { processOutput } from '${OUTPUT}'; const out = processOutput(true); ${code}`,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )

describe('things printed one by one', () => {
  it.each([0, 1, 63, 64, 65, 128, 300])('are one object on one line, %i of them', (count) => {
    const text = written(`
      function* things() { for (let n = 0; n < ${count}; n++) yield { n, says: n % 50 === 7 ? 'é\\u202e東' : 'plain' } }
      out.printEach('things', things())`)
    expect(text).toMatch(/^[^\n\u202e]*\n$/)
    expect(JSON.parse(text)).toEqual({
      v: 1,
      things: Array.from({ length: count }, (_, n) => ({ n, says: n % 50 === 7 ? 'é\u202e東' : 'plain' })),
    })
  })

  it('are not begun when one of them cannot be made', () => {
    const text = written(`
      function* things() { for (let n = 0; n < 100; n++) yield { n }; throw new Error() }
      try { out.printEach('things', things()) } catch (error) { out.error(error) }`)
    expect(JSON.parse(text)).toMatchObject({ v: 1, error: { code: 'failure' } })
  })
})
