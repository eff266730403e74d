import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { Patience } from './patience.ts'

/** Both ends of one connection in this process. */
async function connection(): Promise<{ client: Socket; server: Socket }> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const client = connect((listener.address() as AddressInfo).port, '127.0.0.1')
  const [server] = (await once(listener, 'connection')) as [Socket]
  listener.close()
  return { client, server }
}

it('a connection that is waited for too long is closed, and one that was heard of in time is not', async () => {
  const { client, server } = await connection()
  const patience = new Patience(server)
  patience.begin(60_000)
  patience.end()
  patience.begin(50)
  patience.end()
  patience.begin(60_000)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(server.destroyed).toBe(false)
  patience.begin(50)
  await once(client.resume(), 'close')
})

it('a connection whose bytes came while we ourselves were held up is read before its time counts', async () => {
  const { client, server } = await connection()
  const patience = new Patience(server)
  server.once('data', () => patience.end())
  // After this, timers come next.
  await new Promise((resolve) => setImmediate(resolve))
  client.write('x')
  patience.begin(50)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(server.destroyed).toBe(false)
  client.destroy()
})
