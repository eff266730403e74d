import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockKeyring, unlockKeyring, withKeyring } from '../../../e2e/keyring.ts'
import { secretServiceState } from './secret-service.ts'
import { busAddresses, hasSessionBus } from './session-bus.ts'

let base: string
let servers: Server[]
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'bulkhead-bus-'))
  servers = []
})
afterEach(() => {
  for (const server of servers) server.close()
  rmSync(base, { recursive: true, force: true })
})

/** A bus that behaves as told; its address. */
async function fakeBus(onConnection: (socket: Socket) => void, path = join(base, 'bus')): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    onConnection(socket)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return path.startsWith('\0') ? `unix:abstract=${path.slice(1)}` : `unix:path=${path}`
}

/** Lets a client in, and answers whatever it then asks with `answer`. */
const admitting =
  (answer: Buffer | string) =>
  (socket: Socket): void => {
    socket.once('data', () => {
      socket.write('OK 1234deadbeef\r\n')
      socket.once('data', () => socket.write(answer))
    })
  }

const stateAt = (address: string, timeout = 500) => secretServiceState({ DBUS_SESSION_BUS_ADDRESS: address }, timeout)

describe('the state of the Secret Service', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['never speaks', () => undefined],
    ['hangs up', (socket) => socket.destroy()],
    ['refuses us', (socket) => socket.write('REJECTED EXTERNAL\r\n')],
    ['speaks HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['admits us and falls silent', admitting('')],
    ['sends nonsense', admitting('nonsense'.repeat(10))],
    ['claims a message of 4 GiB', admitting(Buffer.from('6c02000100000000010000000000ff7f', 'hex'))],
    [
      'claims fields longer than the message',
      admitting(Buffer.from(`6c0200010000000001000000${'08000000'}${'ff'.repeat(64)}`, 'hex')),
    ],
    [
      'sends without end',
      (socket) => {
        socket.write('OK x\r\n')
        const timer = setInterval(() => socket.write(Buffer.alloc(32_768, 'l')), 5)
        socket.once('close', () => clearInterval(timer))
      },
    ],
  ])('is no-bus, in time, for a bus that %s', async (_, behave) => {
    const begun = performance.now()
    expect(await stateAt(await fakeBus(behave))).toBe('no-bus')
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  it.each([
    '',
    'unix:',
    'unix:path=',
    'tcp:host=localhost,port=1',
    'unix:path=/nowhere/bus',
    'unix:path=%ZZ',
    'nonsense',
    'unix:tmpdir=/tmp',
  ])('is no-bus for the address %j', async (address) => {
    expect(await stateAt(address)).toBe('no-bus')
  })

  it('is read through an abstract socket, and through the second address when the first is dead', async () => {
    let asked = 0
    const abstract = await fakeBus((socket) => {
      asked += 1
      socket.destroy()
    }, `\0bulkhead-test-${process.pid}`)
    expect(await stateAt(`unix:path=/nowhere/bus;${abstract}`)).toBe('no-bus')
    expect(asked).toBe(1)
  })

  it('is told of a real one: no-service, unlocked, locked', async () => {
    await withKeyring(async ({ env }) => expect(await secretServiceState(env)).toBe('no-service'), { service: 'none' })
    await withKeyring(async ({ env }) => expect(await secretServiceState(env)).toBe('no-bus'), { service: 'no-bus' })
    await withKeyring(async ({ env }) => {
      expect(await secretServiceState(env)).toBe('unlocked')
      await lockKeyring(env)
      expect(await secretServiceState(env)).toBe('locked')
      await unlockKeyring(env)
      expect(await secretServiceState(env)).toBe('unlocked')
    })
  })
})

describe('the address of the session bus', () => {
  it('is read with its escapes, several of them in order', () => {
    const address = 'unix:path=/run/a%20b/bus,guid=12;unix:abstract=/tmp/dbus-x,guid=34;tcp:host=x'
    expect(busAddresses({ DBUS_SESSION_BUS_ADDRESS: address })).toEqual(['/run/a b/bus', '\0/tmp/dbus-x'])
  })

  it('is the runtime folder without the variable, if a bus is there', async () => {
    expect(hasSessionBus({ XDG_RUNTIME_DIR: base })).toBe(false)
    await fakeBus(() => undefined)
    expect(busAddresses({ XDG_RUNTIME_DIR: base })).toEqual([join(base, 'bus')])
    expect(hasSessionBus({})).toBe(false)
    expect(busAddresses({ DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: base })).toEqual([])
  })
})
