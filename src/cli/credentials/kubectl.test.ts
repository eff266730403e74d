/** The helper as kubectl calls it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { KUBECTL_VECTORS } from '../testing/credential-vectors.ts'
import { type CredentialWorld, is, openCredentialWorld } from '../testing/credential-world.ts'
import { ok } from '../testing/exec-world.ts'
import type { Run } from '../testing/run-cli.ts'

const cluster = newCanary('the cluster token')
const wide = newCanary('a token for all of a server')
const narrow = newCanary('a token for a part of it')
const rival = newCanary('a rival')

let world: CredentialWorld
beforeAll(async () => {
  world = await openCredentialWorld()
  await world.add('cluster', cluster, 'CLUSTER', 'k8s.example.com:6443')
  await ok(world.bulkhead(['edit', 'cluster', '--expires', '2099-01-01']))
  await world.add('wide', wide, 'WIDE', 'git.example.com', 'two.example.com')
  await world.add('narrow', narrow, 'NARROW', 'git.example.com/acme/web.git', 'only.example.com/acme/**')
  await world.add('rival', rival, 'RIVAL', 'two.example.com')
})
afterAll(() => world.close())

describe('kubectl', () => {
  const kubectl = (info: string): Promise<Run> => world.credential(['kubectl'], { env: { KUBERNETES_EXEC_INFO: info } })

  // A NUL cannot stand in a variable.
  it.each(KUBECTL_VECTORS)('$name: $expect', async ({ input, expect: expected }) => {
    const { code, stdout } = await kubectl(input)
    if (expected !== 'answered') {
      expect({ code, stdout }).toEqual({ code: CODES[expected], stdout: '' })
      return
    }
    const { apiVersion, kind, status } = JSON.parse(stdout)
    expect({ code, apiVersion, kind, end: status.expirationTimestamp }).toEqual({
      code: 0,
      apiVersion: JSON.parse(input).apiVersion,
      kind: 'ExecCredential',
      end: '2099-01-01T23:59:59.999Z',
    })
    expect(is(status.token, cluster)).toBe(true)
  })

  const CODES: Readonly<Record<string, number>> = { usage: 2, 'destination-refused': 3, 'not-found': 4 }
})
