/** The helper as the AWS command line and its SDKs call it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { type CredentialWorld, is, openCredentialWorld } from '../testing/credential-world.ts'
import { ok } from '../testing/exec-world.ts'
import type { Run } from '../testing/run-cli.ts'

const awsKey = newCanary('the AWS secret key')
const KEY_ID = 'AKIAABCDEFGH23456777'

let world: CredentialWorld
beforeAll(async () => {
  world = await openCredentialWorld()
  world.canaries.push(awsKey)
})
afterAll(() => world.close())

describe('aws', () => {
  const aws = (): Promise<Run> => world.credential(['aws'], { cwd: world.cloud })
  const addPart = (name: string, input: string, ...more: string[]): Promise<Run> =>
    ok(world.bulkhead(['add', name, '--domain', 'project:cloud', ...more], { input }))

  it('gets nothing until both parts are bound', async () => {
    expect(await aws()).toMatchObject({ code: 4, stdout: '' })
    await addPart('key-id', KEY_ID, '--env', 'AWS_ACCESS_KEY_ID')
    await world.bind('key-id', world.cloud)
    expect(await aws()).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('AWS_SECRET_ACCESS_KEY') })
  })

  it('gets nothing of a part that is for another host', async () => {
    await addPart('key', awsKey.value, '--env', 'AWS_SECRET_ACCESS_KEY', '--to', 'amazonaws.com.evil.example')
    await world.bind('key', world.cloud)
    expect(await aws()).toMatchObject({ code: 3, stdout: '' })
    expect(world.last()).toMatchObject({
      decision: 'refused',
      code: 'destination-refused',
      request: { host: 'amazonaws.com' },
    })
  })

  it('gets the key, and when it ends', async () => {
    await ok(world.bulkhead(['edit', 'key', '--to', 's3.eu-central-1.amazonaws.com', '--expires', '2099-01-01']))
    const { code, stdout, stderr } = await aws()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { SecretAccessKey, ...more } = JSON.parse(stdout)
    expect(more).toEqual({ Version: 1, AccessKeyId: KEY_ID, Expiration: '2099-01-01T23:59:59.999Z' })
    expect(is(SecretAccessKey, awsKey)).toBe(true)
    expect(world.events().slice(-2)).toMatchObject([{ token: { name: 'key-id' } }, { token: { name: 'key' } }])
  })

  it('never gets a secret key as the id, which is sent in the clear', async () => {
    await ok(world.bulkhead(['bind', 'key', '--as', 'AWS_ACCESS_KEY_ID'], { cwd: world.cloud }))
    const { code, stdout } = await aws()
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(world.last()).toMatchObject({ decision: 'refused', code: 'secret-invalid' })
  })
})
