// Brings a fresh clone to where it can build and run: system parts first, then npm packages.
// No dependency and nothing newer than Node 18: it runs before anything is installed.
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages } from './packages.mjs'
import { orExplain, SetUpError, say, step } from './step.mjs'
import { LINUX_PARTS, MAC_PARTS, PACKAGE_MANAGERS } from './system-parts.mjs'

/** The checkout. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Does all set-up that is still to do; takes a few milliseconds when there is none.
 *
 * Ends the process with exit code 1, saying what is missing and the command that brings it, when it cannot go on.
 */
export function setUp() {
  return orExplain(async () => {
    if (Number.parseInt(process.versions.node, 10) < 18) throw new SetUpError('node 18 or newer is needed')
    await installSystemParts()
    await installPackages(ROOT)
  })
}

async function installSystemParts() {
  const missing = missingParts()
  if (missing.length === 0) return
  const manager = PACKAGE_MANAGERS.find(({ found }) => found())
  if (manager?.id !== 'apt' || process.getuid?.() !== 0) throw tellHow(missing, manager)
  const packages = packagesOf(missing, 'apt')
  await apt('reading the package lists', ['update'])
  say(`system packages to install: ${packages.join(' ')}`)
  await apt('installing system packages', ['install', '-y', '--no-install-recommends', ...packages])
  const still = missingParts()
  if (still.length > 0) throw new SetUpError(`after installing, still missing: ${packagesOf(still, 'apt').join(' ')}`)
}

function missingParts() {
  const parts = { linux: LINUX_PARTS, darwin: MAC_PARTS }[process.platform] ?? []
  return parts.filter(({ found }) => !found())
}

const packagesOf = (parts, manager) => [...new Set(parts.map((part) => part[manager]))]

function tellHow(missing, manager) {
  if (process.platform === 'darwin') {
    return new SetUpError('missing on this system: a C++ compiler (to build keytar)', `run: ${missing[0].install}`)
  }
  const system = manager?.id ?? 'apt'
  const names = packagesOf(missing, system).join(' ')
  const reasons = [...new Set(missing.map(({ why }) => why))].map((why) => {
    const parts = missing.filter((part) => part.why === why)
    return `${packagesOf(parts, system).join(' ')} (${why})`
  })
  const message = `missing on this system: ${reasons.join(', ')}`
  if (manager === undefined) return new SetUpError(message, 'install them; the names are those of Debian')
  const update = manager.id === 'apt' ? 'apt-get update && ' : ''
  const command = `${update}${manager.install} ${names}`
  return new SetUpError(message, `run: ${process.getuid?.() === 0 ? command : `sudo sh -c '${command}'`}`)
}

const apt = (title, args) =>
  // Another apt may be at work, as on a machine that has just started: wait for it.
  step(title, 'apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  })

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await setUp()
