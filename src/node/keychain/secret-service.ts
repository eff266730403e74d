import { connect, type Socket } from 'node:net'
import { byteOrderOf, messageLength, methodCall, type Reply, readReply } from './dbus-message.ts'
import { busAddresses, type Environment } from './session-bus.ts'

/** What stands behind the session bus right now. */
export type ServiceState =
  | 'unlocked'
  | 'locked'
  /** A Secret Service without a default collection: nothing was ever stored. */
  | 'empty'
  /** A bus on which no Secret Service runs. */
  | 'no-service'
  /** No session bus that answers. */
  | 'no-bus'

/** Milliseconds. A bus answers in 2 or 3, but on a busy machine the daemon may wait its turn. */
const ANSWER_WITHIN = 5_000
const LONGEST_ANSWER = 64 * 1024

/**
 * The state of the default collection, read over D-Bus without keytar: keytar answers `null` for locked and missing alike.
 *
 * Starts no service and shows no prompt. Secret Service API, org.freedesktop.Secret.Collection.
 */
export async function secretServiceState(
  env: Environment = process.env,
  timeout = ANSWER_WITHIN,
): Promise<ServiceState> {
  for (const address of busAddresses(env)) {
    const state = await askAt(address, timeout)
    if (state !== 'no-bus') return state
  }
  return 'no-bus'
}

function askAt(path: string, timeout: number): Promise<ServiceState> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const done = (state: ServiceState): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(state)
    }
    // Where we ourselves were held up, the answer may be there already: it is read before the deadline counts.
    const timer = setTimeout(() => setImmediate(() => done('no-bus')), timeout)
    socket.once('error', () => done('no-bus'))
    socket.once('close', () => done('no-bus'))
    socket.once('connect', () => converse(socket, done))
  })
}

/** SASL EXTERNAL by our uid, Hello, one property; D-Bus Specification, Authentication Protocol. */
function converse(socket: Socket, done: (state: ServiceState) => void): void {
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  let received = Buffer.alloc(0)
  let isAuthenticated = false
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)

  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    if (received.length > LONGEST_ANSWER) return done('no-bus')
    if (!isAuthenticated) {
      const end = received.indexOf('\r\n')
      if (end < 0) return
      if (!received.subarray(0, end).toString('latin1').startsWith('OK ')) return done('no-bus')
      received = received.subarray(end + 2)
      isAuthenticated = true
      socket.write('BEGIN\r\n')
      socket.write(Buffer.concat([hello(), getLocked()]))
    }
    for (
      let length = messageLength(received);
      length !== null && received.length >= length;
      length = messageLength(received)
    ) {
      const reply = readReply(received.subarray(0, length))
      received = received.subarray(length)
      const state = reply && stateIn(reply)
      if (state) return done(state)
    }
    if (received.length > 0 && byteOrderOf(received) === null) done('no-bus')
  })
}

const HELLO = 1
const LOCKED = 2

const hello = (): Buffer =>
  methodCall({
    serial: HELLO,
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    face: 'org.freedesktop.DBus',
    member: 'Hello',
    strings: [],
  })

const getLocked = (): Buffer =>
  methodCall({
    serial: LOCKED,
    destination: 'org.freedesktop.secrets',
    path: '/org/freedesktop/secrets/aliases/default',
    face: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    strings: ['org.freedesktop.Secret.Collection', 'Locked'],
  })

const ABSENT = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
  'org.freedesktop.DBus.Error.NoReply',
])

function stateIn(reply: Reply): ServiceState | null {
  if (reply.serial !== LOCKED) return null
  if (reply.error === null) return reply.flag === true ? 'locked' : 'unlocked'
  return ABSENT.has(reply.error) ? 'no-service' : 'empty'
}
