/**
 * A real, throwaway Secret Service: an own D-Bus session bus and an own gnome-keyring in a temporary home.
 *
 * Nothing of the user's is touched: HOME, all XDG directories and BULKHEAD_HOME point into one temporary folder,
 * and the bus listens on a socket inside it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Message, sessionBus, Variant } from '@jellybrick/dbus-next'

const run = promisify(execFile)

/** What is open, to be cleared away when this process ends without closing it. */
const open = new Map<string, ChildProcess[]>()
process.once('exit', () => {
  for (const [home, started] of open) {
    started.forEach(killGroup)
    rmSync(home, { recursive: true, force: true })
  }
})

const SECRETS = 'org.freedesktop.secrets'
const SERVICE_PATH = '/org/freedesktop/secrets'
const LOGIN_COLLECTION = '/org/freedesktop/secrets/collection/login'
const PASSWORD = 'throwaway'

/** An environment for child processes; every value is a string, so that it spreads into `spawn` options. */
export type Environment = Record<string, string>

export interface Keyring extends AsyncDisposable {
  /** The temporary folder that holds everything. */
  readonly home: string
  /** The complete environment for children: ours without the caller's secrets, session, display and XDG values. */
  readonly env: Environment
  /** Starts the service again where it has ended by itself, with all that it kept. @returns False when it runs. */
  revive(): Promise<boolean>
  /** Ends all processes and removes the folder. */
  close(): Promise<void>
}

export interface KeyringOptions {
  /**
   * `unlocked` (default): a bus with an unlocked gnome-keyring.
   * `none`: a bus without a Secret Service, and nothing that could start one.
   * `no-bus`: the address of a bus that is not there.
   */
  readonly service?: 'unlocked' | 'none' | 'no-bus'
  /** Variables added to the environment. */
  readonly env?: Environment
}

/**
 * Starts a keyring, runs `use` with it and takes everything back, also on a throw.
 */
export async function withKeyring<T>(use: (keyring: Keyring) => Promise<T>, options: KeyringOptions = {}): Promise<T> {
  const keyring = await openKeyring(options)
  try {
    return await use(keyring)
  } finally {
    await keyring.close()
  }
}

/**
 * Starts a keyring that the caller closes; use it in `beforeAll`, or as `await using`.
 *
 * Takes 0.2 to 0.5 s. The processes also end when this process is killed.
 */
export async function openKeyring({ service = 'unlocked', env = {} }: KeyringOptions = {}): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-keyring-'))
  const started: ChildProcess[] = []
  open.set(home, started)
  const close = async (): Promise<void> => {
    await Promise.all(started.map(end))
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
    open.delete(home)
  }
  try {
    const complete = await environmentIn(home, env)
    if (service !== 'no-bus') started.push(await startBus(home, complete, service === 'unlocked'))
    if (service === 'unlocked') started.push(await startService(complete))
    const revive = async (): Promise<boolean> => {
      const last = started.at(-1)
      if (service !== 'unlocked' || last === undefined || !hasEnded(last)) return false
      started.push(await startService(complete))
      return true
    }
    return { home, env: complete, revive, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Locks the default collection, as the desktop does when the user locks it. */
export async function lockKeyring(env: Environment): Promise<void> {
  await callService(env, 'org.freedesktop.Secret.Service.Lock', `['${LOGIN_COLLECTION}']`)
}

/**
 * Unlocks the default collection with its password, without a prompt.
 *
 * gnome-keyring offers this on an interface of its own, to whoever opened a session on the same connection; so it is
 * one connection of a D-Bus client and not two calls of `gdbus`.
 */
export async function unlockKeyring(env: Environment): Promise<void> {
  const bus = sessionBus({ busAddress: busAddressOf(env) })
  const call = (face: string, member: string, signature: string, body: unknown[]) =>
    bus.call(new Message({ destination: SECRETS, path: SERVICE_PATH, interface: face, member, signature, body }))
  try {
    const reply = await call('org.freedesktop.Secret.Service', 'OpenSession', 'sv', ['plain', new Variant('s', '')])
    const session = reply?.body[1]
    const master = [session, Buffer.alloc(0), Buffer.from(PASSWORD), 'text/plain']
    const face = 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface'
    await call(face, 'UnlockWithMasterPassword', 'o(oayays)', [LOGIN_COLLECTION, master])
  } finally {
    bus.disconnect()
  }
}

/** True when the default collection is locked. */
export async function isKeyringLocked(env: Environment): Promise<boolean> {
  const get = ['org.freedesktop.DBus.Properties.Get', 'org.freedesktop.Secret.Collection', 'Locked']
  const { stdout } = await gdbus(env, LOGIN_COLLECTION, get)
  return stdout.includes('true')
}

const callService = (env: Environment, ...call: string[]) => gdbus(env, SERVICE_PATH, call)

const gdbus = (env: Environment, path: string, call: readonly string[]) =>
  run(
    'gdbus',
    ['call', '--session', '--timeout', '60', '--dest', SECRETS, '--object-path', path, '--method', ...call],
    {
      env,
    },
  )

function busAddressOf(env: Environment): string {
  const address = env.DBUS_SESSION_BUS_ADDRESS
  if (address === undefined) throw new TypeError('the environment names no session bus')
  return address
}

/** What is passed on of our own environment; a display is added by the test that needs one. */
const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'THROWAWAY_RUN'] as const

async function environmentIn(home: string, extra: Environment): Promise<Environment> {
  const env: Environment = {
    USER: 'tester',
    LOGNAME: 'tester',
    SHELL: '/bin/sh',
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    BULKHEAD_HOME: join(home, 'bulkhead'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'run', 'bus')}`,
  }
  for (const name of PASSED_ON) {
    const value = process.env[name]
    if (value !== undefined) env[name] = value
  }
  for (const folder of ['run', 'data', 'state', 'config', 'cache']) await mkdir(join(home, folder), { mode: 0o700 })
  return { ...env, ...extra }
}

async function startBus(home: string, env: Environment, prompts: boolean): Promise<ChildProcess> {
  const services = join(home, 'services')
  await mkdir(services)
  if (prompts) await Promise.all(PROMPTERS.map((name) => symlink(join(SERVICES, name), join(services, name))))
  const config = join(home, 'bus.conf')
  await writeFile(config, busConfiguration(busAddressOf(env), services))
  const bus = spawnTied('dbus-daemon', ['--nofork', '--nopidfile', `--config-file=${config}`], env)
  await until(() => accepts(join(home, 'run', 'bus')), bus, 'the session bus')
  return bus
}

/** The socket's file is there before the daemon listens on it. */
const accepts = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })

const SERVICES = '/usr/share/dbus-1/services'

/**
 * What the bus may start by name: the dialog of a locked keyring, and nothing else.
 *
 * It may not start a keyring: while ours is still coming up, a first question would bring a second and locked one.
 */
const PROMPTERS = ['org.gnome.keyring.SystemPrompter.service', 'org.gnome.keyring.PrivatePrompter.service']

/** The session bus of the machine without what belongs to the machine. */
const busConfiguration = (address: string, services: string): string => `<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

async function startService(env: Environment): Promise<ChildProcess> {
  const service = spawnTied('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], env)
  service.stdin?.end(PASSWORD)
  const isReady = async () =>
    (
      await callService(env, 'org.freedesktop.Secret.Service.ReadAlias', 'default').catch(() => undefined)
    )?.stdout.includes(LOGIN_COLLECTION) === true
  await until(isReady, service, 'the keyring')
  return service
}

/**
 * Spawns a process that dies with us.
 *
 * The kernel sends the signal when our thread ends, however it ends; a `finally` does not run after SIGKILL.
 */
function spawnTied(command: string, args: readonly string[], env: Environment): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return
  const gone = new Promise<void>((resolve) => {
    if (hasEnded(child)) resolve()
    else child.once('exit', () => resolve())
  })
  killGroup(child)
  await gone
}

/** Ends a process and all it started; both daemons lead a process group of their own. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // The group is gone already.
  }
}

async function until(isReady: () => boolean | Promise<boolean>, child: ChildProcess, what: string): Promise<void> {
  const failure = new Promise<never>((_, reject) => {
    child.once('error', (cause) => reject(new Error(`${what} did not start`, { cause })))
    child.once('exit', (code) => reject(new Error(`${what} ended at once with exit code ${code}`)))
  })
  failure.catch(() => undefined)
  const deadline = Date.now() + 60_000
  while (!(await Promise.race([isReady(), failure]))) {
    if (Date.now() > deadline) throw new Error(`${what} was not ready within a minute`)
    await Promise.race([sleep(20), failure])
  }
}
