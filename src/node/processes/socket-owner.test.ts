import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ancestry } from './actor.ts'
import { socketOwner } from './socket-owner.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(host: string): Promise<{ port: number; accepted: Promise<Socket> }> {
  const server = createServer()
  const accepted = once(server, 'connection').then(([socket]) => socket as Socket)
  server.listen(0, host)
  await once(server, 'listening')
  closing.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, accepted }
}

describe('the owner of a connection', () => {
  it('is nobody where there is no such connection', () => {
    expect(socketOwner({ local: 1, remote: 2 })).toBeNull()
  })

  it('is this process for its own', async () => {
    const { port, accepted } = await listen('127.0.0.1')
    const client = connect(port, '127.0.0.1')
    const socket = await accepted
    closing.push(() => client.destroy())
    expect(socketOwner({ local: socket.remotePort ?? 0, remote: port })).toBe(process.pid)
  })

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['a v6 socket that speaks v4', '::ffff:127.0.0.1'],
  ])('is another process that opened it, by %s, with what started it', async (_, target) => {
    const { port, accepted } = await listen('127.0.0.1')
    const script = 'require("net").connect(+process.argv[1], process.argv[2]); setTimeout(() => {}, 60000)'
    const child = spawn(process.execPath, ['-e', script, String(port), target], { stdio: 'ignore' })
    closing.push(() => child.kill())
    const socket = await accepted
    const owner = socketOwner({ local: socket.remotePort ?? 0, remote: port })
    expect(owner).toBe(child.pid)
    expect(ancestry(owner ?? 0).slice(0, 2)).toEqual([
      { pid: child.pid, exe: process.execPath },
      { pid: process.pid, exe: process.execPath },
    ])
  })

  it('is nobody once the connection’s process is gone', async () => {
    const { port, accepted } = await listen('127.0.0.1')
    const child = spawn('bash', ['-c', `exec 3<>/dev/tcp/127.0.0.1/${port}; read -r`], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const socket = await accepted
    const local = socket.remotePort ?? 0
    expect(socketOwner({ local, remote: port })).toBe(child.pid)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(socketOwner({ local, remote: port })).toBeNull()
  })
})
