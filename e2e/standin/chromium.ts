import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { makeProfileFolder, removeProfileFolder, sweepProfileFolders } from './runtime-folder.ts'

/** The real program first: Debian's /usr/bin/chromium is a shell script in front of it that costs 20 ms. */
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

const SWITCHES = [
  '--remote-debugging-port=0',
  // Without a first window *and* with a debugging port Chromium stays when its last window closes, as Electron does.
  '--no-startup-window',
  // Also silences the warning bar about --no-sandbox, which would take 56 px from every window.
  '--test-type',
  '--no-first-run',
  '--no-default-browser-check',
  '--password-store=basic',
  '--disable-dev-shm-usage',
  '--disable-hang-monitor',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-back-forward-cache',
  '--disable-gpu',
  '--force-color-profile=srgb',
  '--unsafely-disable-devtools-self-xss-warnings',
  // The rest keeps it from calling home.
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-pings',
  '--no-service-autorun',
  '--disable-features=MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,Translate,AutofillServerCommunication,DestroyProfileOnBrowserClose,HttpsUpgrades,PaintHolding',
]

const PREFERENCES = {
  // The window manager draws the frame, or nobody: so a window's size is its page's size, as in Electron under Xvfb.
  browser: { custom_chrome_frame: false, check_default_browser: false },
  credentials_enable_service: false,
  search: { suggest_enabled: false },
  translate: { enabled: false },
}

/** A running Chromium: its debugging address, and how to open a chromeless window in it. */
export interface Chromium {
  readonly address: string
  /** Opens a window without address bar that shows `url`. */
  openWindow(url: string): Promise<void>
  /** Ends it and removes its profile. */
  end(): void
}

/** The first Chromium found on this machine, or undefined. */
export const findChromium = (): string | undefined => PLACES.find((place) => existsSync(place))

/** Starts Chromium without a window, on a throwaway profile, tied to this process's life. */
export async function startChromium(program: string): Promise<Chromium> {
  sweepProfileFolders()
  const profile = makeProfileFolder()
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES))
  const child = spawnTied(program, [`--user-data-dir=${profile}`, ...SWITCHES, ...sandboxSwitches()])
  const end = (): void => {
    child.kill('SIGKILL')
    removeProfileFolder(profile)
  }
  process.once('exit', end)
  const address = await debuggingAddress(child)
  return { address, openWindow: (url) => openWindow(join(profile, 'SingletonSocket'), url), end }
}

/** Chromium refuses to run its sandbox as root. */
const sandboxSwitches = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

/** Starts a program that the kernel kills when we die, even by SIGKILL: prctl(2) PR_SET_PDEATHSIG. */
function spawnTied(program: string, args: readonly string[]): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`Chromium ended at start: ${said.slice(-2_000)}`)))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 20_000) said += text
      const address = /^DevTools listening on (ws:\/\/.*)$/m.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
}

/**
 * Asks the running Chromium for a window, as a second start of it would, but without starting a process.
 *
 * The message is `START`, the working directory and the command line, NUL between them; the answer is `ACK`:
 * Chromium's process_singleton_posix.cc.
 */
function openWindow(socketPath: string, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath)
    socket.once('error', reject)
    socket.once('data', () => resolve())
    socket.end(['START', process.cwd(), 'chromium', '--test-type', `--app=${url}`].join('\0'))
  })
}
