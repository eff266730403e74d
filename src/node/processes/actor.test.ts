import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { actor } from './actor.ts'

const MODULE = fileURLToPath(new URL('actor.ts', import.meta.url))
const PRINT = `import(${JSON.stringify(MODULE)}).then(({ actor }) => console.log(JSON.stringify(actor())))`

describe('the acting process', () => {
  it('comes first, then its parents', () => {
    const [own, parent] = actor()
    expect(own).toEqual({ pid: process.pid, exe: process.execPath })
    expect(parent?.pid).toBe(process.ppid)
  })

  it('is followed by eight at most, however deep it runs', () => {
    const shells = Array.from({ length: 10 }).reduce<string>(
      (inner) => `sh -c '${inner.replaceAll("'", "'\\''")}; :'`,
      `"$NODE" -e "$PRINT"`,
    )
    const env = { ...process.env, NODE: process.execPath, PRINT }
    const line = JSON.parse(execFileSync('sh', ['-c', shells], { env, encoding: 'utf8' }))
    expect(line).toHaveLength(8)
    expect(line[1].exe).toMatch(/sh$/)
  })
})
