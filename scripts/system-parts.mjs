// What must be on the machine before npm can install and the tests can run, and how each system calls it.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** True when one of these programs is on the PATH. */
const program =
  (...names) =>
  (path = process.env.PATH ?? '') =>
    path.split(delimiter).some((folder) => names.some((name) => isExecutable(join(folder, name))))

/** True when pkg-config would find this library; read from its file, since pkg-config may be missing itself. */
const library = (name) => () => pkgConfigFolders().some((folder) => existsSync(join(folder, `${name}.pc`)))

/** True when the system's own Python has this package; read from its folders, since starting Python takes longer than all the rest. */
const pythonPackage = (name) => () => pythonFolders().some((folder) => existsSync(join(folder, name)))

/**
 * One row per part: why, how to tell that it is there, and the package that brings it.
 *
 * A system without an entry has the part in another row's package.
 */
export const LINUX_PARTS = [
  {
    why: 'to build keytar',
    found: library('libsecret-1'),
    apt: 'libsecret-1-dev',
    dnf: 'libsecret-devel',
    pacman: 'libsecret',
  },
  {
    why: 'to build keytar',
    found: program('pkg-config', 'pkgconf'),
    apt: 'pkg-config',
    dnf: 'pkgconf-pkg-config',
    pacman: 'pkgconf',
  },
  { why: 'to build keytar', found: program('python3'), apt: 'python3', dnf: 'python3', pacman: 'python' },
  { why: 'to build keytar', found: program('make'), apt: 'make', dnf: 'make', pacman: 'make' },
  { why: 'to build keytar', found: program('g++', 'c++'), apt: 'g++', dnf: 'gcc-c++', pacman: 'gcc' },
  {
    why: 'for a keyring',
    found: program('gnome-keyring-daemon'),
    apt: 'gnome-keyring',
    dnf: 'gnome-keyring',
    pacman: 'gnome-keyring',
  },
  { why: 'for a keyring', found: program('dbus-daemon'), apt: 'dbus', dnf: 'dbus-daemon', pacman: 'dbus' },
  { why: 'for a keyring', found: program('dbus-launch'), apt: 'dbus-x11', dnf: 'dbus-x11', pacman: 'dbus' },
  { why: 'for a keyring', found: program('gdbus'), apt: 'libglib2.0-bin', dnf: 'glib2', pacman: 'glib2' },
  {
    why: 'for the stand-in',
    found: program('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    apt: 'chromium',
    dnf: 'chromium',
    pacman: 'chromium',
  },
  {
    why: 'for the stand-in',
    found: program('Xvfb'),
    apt: 'xvfb',
    dnf: 'xorg-x11-server-Xvfb',
    pacman: 'xorg-server-xvfb',
  },
  { why: 'for the stand-in', found: program('xdotool'), apt: 'xdotool', dnf: 'xdotool', pacman: 'xdotool' },
  { why: 'for the stand-in', found: program('xclip'), apt: 'xclip', dnf: 'xclip', pacman: 'xclip' },
  { why: 'for the tests', found: program('xterm'), apt: 'xterm', dnf: 'xterm', pacman: 'xterm' },
  {
    why: 'for the tests',
    found: program('secret-tool'),
    apt: 'libsecret-tools',
    dnf: 'libsecret',
    pacman: 'libsecret',
  },
  {
    why: 'for the tests',
    found: pythonPackage('pymacaroons'),
    apt: 'python3-pymacaroons',
    dnf: 'python3-pymacaroons',
    pacman: 'python-pymacaroons',
  },
  { why: 'for the tests', found: program('zsh'), apt: 'zsh', dnf: 'zsh', pacman: 'zsh' },
  { why: 'for the tests', found: program('fish'), apt: 'fish', dnf: 'fish', pacman: 'fish' },
]

/** macOS and Windows bring their keychain; keytar has to be built only where its prebuilt binary is not to be had. */
export const MAC_PARTS = [{ why: 'to build keytar', found: program('c++'), install: 'xcode-select --install' }]

/** How a system's package manager is called; the first that is on the PATH is the machine's own. */
export const PACKAGE_MANAGERS = [
  { id: 'apt', found: program('apt-get'), install: 'apt-get install -y --no-install-recommends' },
  { id: 'dnf', found: program('dnf'), install: 'dnf install -y' },
  { id: 'pacman', found: program('pacman'), install: 'pacman -S --needed --noconfirm' },
]

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function pkgConfigFolders() {
  const roots = ['/usr/lib', '/usr/lib64', '/usr/local/lib', '/usr/share', '/usr/local/share']
  const asked = (process.env.PKG_CONFIG_PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...asked, ...roots.flatMap((root) => [join(root, 'pkgconfig'), ...tripletFolders(root)])]
}

/** Debian's `/usr/lib/python3/dist-packages`, and `/usr/lib/python3.12/site-packages` of others. */
function pythonFolders() {
  return ['/usr/lib', '/usr/lib64', '/usr/local/lib'].flatMap((root) =>
    namesIn(root)
      .filter((name) => name.startsWith('python3'))
      .flatMap((name) => ['dist-packages', 'site-packages'].map((kind) => join(root, name, kind))),
  )
}

/** Debian keeps libraries one level deeper, in `/usr/lib/x86_64-linux-gnu` and its like. */
function tripletFolders(root) {
  return namesIn(root)
    .filter((name) => name.includes('-linux-'))
    .map((name) => join(root, name, 'pkgconfig'))
}

/** What is in a folder; nothing when there is none. */
function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
