import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import type { Session } from '../../core/ports.ts'
import { placeholderHash } from '../../core/session/placeholder-hash.ts'
import { nodeHash } from '../../node/hash.ts'
import { BROKER_NAME } from '../../node/processes/is-running.ts'
import { openTestCatalog } from '../../node/testdata/open-test-catalog.ts'
import { foreignPlaceholder } from './foreign-placeholder.ts'

const placeholder = newCanary('a placeholder', 'ghp_', 36).value

/** A process that is called what a broker is called. */
let broker: ChildProcess
beforeAll(async () => {
  broker = spawn(process.execPath, [
    '-e',
    `process.title = ${JSON.stringify(BROKER_NAME)}; console.log(1); setInterval(() => {}, 1e6)`,
  ])
  await new Promise((up) => broker.stdout?.once('data', up))
})
afterAll(() => void broker.kill('SIGKILL'))

const session = (id: string, pid: number): Session => ({
  ...{
    id,
    kind: 'exec',
    root: null,
    project: null,
    startedAt: '2026-02-02T00:00:00.000Z',
    endedAt: null,
    endsAt: null,
  },
  ...{ pid, brokered: true, tokens: [] },
})

function begin(test: ReturnType<typeof openTestCatalog>, id: string, pid: number): void {
  test.catalog.startSession(session(id, pid), [], [placeholderHash(placeholder, nodeHash)])
}

describe('a placeholder of another session', () => {
  it('is known as such as soon as a client of that session can have sent it', () => {
    using test = openTestCatalog()
    let now = 0
    const ownerOf = foreignPlaceholder({ catalog: test.catalog, hash: nodeHash }, 'ses_own', () => now)
    expect(ownerOf(placeholder)).toBeNull()
    begin(test, 'ses_young', broker.pid ?? 0)
    // No program starts in less.
    now += 5
    expect(ownerOf(placeholder)).toBe('ses_young')
  })

  it('is nobody’s when its broker is gone, or when it is our own', () => {
    using test = openTestCatalog()
    const ask = (own: string) =>
      foreignPlaceholder({ catalog: test.catalog, hash: nodeHash }, own, () => 0)(placeholder)
    begin(test, 'ses_gone', 2 ** 22 - 1)
    expect(ask('ses_own')).toBeNull()
    expect(ask('ses_gone')).toBeNull()
  })
})
