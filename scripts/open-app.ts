// Builds the app and opens its window, on whatever this machine offers. Started by `npm start`.
//
//   npm start                 the window; with the stand-in: on a throwaway vault with sample tokens
//   npm start -- --empty      no sample tokens
//   npm start -- --once       end when the picture of the window is taken (no display only)
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron } from 'playwright'
import { openDisplay } from '../e2e/display.ts'
import { type Electron, findElectron } from '../e2e/find-electron.ts'
import { type Environment, openKeyring } from '../e2e/keyring.ts'
import { buildApp } from './build-app.ts'
import { fetchElectron } from './fetch-electron.ts'
import { onToldToEnd } from './on-told-to-end.ts'
import { openRunFolder } from './run-folder.ts'
import { fillSampleVault } from './sample-vault.ts'
import { ROOT } from './setup.mjs'
import { orExplain, SetUpError, say } from './step.mjs'

/** A cold start on a busy machine; a window that shows nothing by then never will. */
const FIRST_PAINT_MS = 120_000

const PICTURE = join(ROOT, 'out', 'window.png')

const { promise: told, resolve: tell } = Promise.withResolvers<void>()
let isTold = false
const listenAlone = onToldToEnd(() => {
  isTold = true
  tell()
})

await orExplain(() => main(process.argv.slice(2)))

async function main(args: readonly string[]): Promise<void> {
  await buildApp()
  if (findElectron().kind === 'stand-in' && process.env.BULKHEAD_STANDIN !== '1') await fetchElectron()
  if (isTold) return
  const electron = findElectron()
  const hasDisplay = process.platform !== 'linux' || isSet('DISPLAY') || isSet('WAYLAND_DISPLAY')
  if (electron.kind === 'electron' && hasDisplay) return showOwnVault(electron)
  if (process.platform !== 'linux')
    throw new SetUpError("without Electron's own binary there is no window on this system")
  await showThrowawayVault(electron, hasDisplay, args)
}

function isSet(name: string): boolean {
  return (process.env[name] ?? '') !== ''
}

/** The app as it is meant: Electron's binary, the user's desktop, the user's vault. */
async function showOwnVault(electron: Electron): Promise<void> {
  say('the window opens on your own vault; Ctrl-C ends it')
  await runUntilTold(electron, { ...process.env })
}

/**
 * The app on a vault that is gone afterwards.
 *
 * The stand-in runs with an inspector open, and a window on a virtual display has nobody to look at it: neither is a
 * place for real tokens.
 */
async function showThrowawayVault(electron: Electron, hasDisplay: boolean, args: readonly string[]): Promise<void> {
  if (electron.kind === 'stand-in') say("Electron's own binary is not here; the stand-in runs the same app on Chromium")
  await using _folder = openRunFolder()
  await using display = hasDisplay ? undefined : await openDisplay()
  await using keyring = await openKeyring({ env: windowEnvironment(display?.name) })
  say('the vault is a throwaway one; it and its keyring are gone when this ends')
  if (!args.includes('--empty')) await Promise.race([addSamples(keyring.env, keyring.home), told])
  if (isTold) return
  if (display === undefined) {
    say('the window opens; Ctrl-C ends it')
    await runUntilTold(electron, keyring.env)
  } else {
    say(`this machine has no display; the window opens on a virtual one (${display.name})`)
    await pictureUntilTold(electron, keyring.env, args.includes('--once'))
  }
}

/** What a window needs of the user's session, besides the environment of the keyring. */
function windowEnvironment(virtual: string | undefined): Environment {
  if (virtual !== undefined) return { DISPLAY: virtual }
  const names = ['DISPLAY', 'XAUTHORITY', 'SHELL', 'TERMINAL', 'TERM']
  return Object.fromEntries(names.flatMap((name) => (isSet(name) ? [[name, process.env[name] ?? '']] : [])))
}

async function addSamples(env: Environment, home: string): Promise<void> {
  try {
    const names = await fillSampleVault(env, home)
    say(`sample tokens, made up at this start: ${names.join(', ')} (npm start -- --empty for none)`)
  } catch (error) {
    say(`the sample tokens could not be added: ${error instanceof Error ? error.message : error}`)
  }
}

/** Root may not use Chromium's sandbox; the stand-in knows that by itself. */
function argumentsOf({ kind }: Electron): string[] {
  return kind === 'electron' && process.getuid?.() === 0 ? ['--no-sandbox', ROOT] : [ROOT]
}

async function runUntilTold(electron: Electron, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(electron.program, argumentsOf(electron), {
    env,
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
  await Promise.race([ended, told])
  child.kill('SIGTERM')
  await Promise.race([ended, sleep(5_000)])
  child.kill('SIGKILL')
}

async function pictureUntilTold(electron: Electron, env: Environment, once: boolean): Promise<void> {
  const app = await _electron.launch({ executablePath: electron.program, args: argumentsOf(electron), env, cwd: ROOT })
  // Playwright would end this process on a signal, before the keyring and its folder are cleared away.
  listenAlone()
  // After its end the app does not tell its process any more.
  const program = app.process()
  const closed = new Promise<void>((resolve) => app.once('close', () => resolve()))
  try {
    const opened = await Promise.race([app.firstWindow(), told])
    if (opened === undefined) return
    await opened.locator('body', { hasText: /\S/ }).waitFor({ timeout: FIRST_PAINT_MS })
    await opened.evaluate(() => document.fonts.ready.then(() => undefined))
    mkdirSync(join(ROOT, 'out'), { recursive: true })
    await opened.screenshot({ path: PICTURE })
    say(`the window is open; its picture: ${PICTURE}`)
    if (once) return
    say('running until Ctrl-C')
    await Promise.race([closed, told])
  } finally {
    await Promise.race([app.close(), sleep(5_000)])
    program.kill('SIGKILL')
  }
}
