/**
 * The rules of who may import whom. The folders are the architecture; this test keeps them so.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Import, readSources, type Source } from './read-sources.ts'
import { ROOT } from './setup.mjs'

const sources = readSources(join(ROOT, 'src'))
/** Without the tests and what only tests use. */
const product = sources.filter(({ path }) => !path.includes('.test.') && !/\/(testing|testdata)\//.test(path))

/** What each zone may import besides itself; `types` marks what it may import only as a type. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  core: [],
  node: ['core'],
  broker: ['core'],
  cli: ['core', 'node', 'broker'],
  contract: ['core types'],
  main: ['core', 'node', 'broker', 'contract'],
  preload: ['contract'],
  renderer: ['contract'],
}

/** The data's path through core; a stage imports only itself and earlier ones. */
const STAGES = ['token', 'identify', 'providers', 'reach', 'vault', 'project', 'session', 'audit']

/** What every stage may import although it lies beside the stages. The other files there are journeys. */
const FOUNDATIONS = ['core/errors.ts', 'core/ports.ts']

/** The npm packages that core may import: they are pure computation. */
const CORE_PACKAGES = ['jose', 'zod', 'smol-toml', 'tldts']

/** Any zone may read the product's own name and version, and the texts that it hands out. */
const isOwnData = (target: string): boolean => target === '../package.json' || target.startsWith('../resources/')

const SECRET = 'core/token/secret.ts'

/** Names that say nothing about what is inside, as a whole name or as its last word. */
const EMPTY_NAMES = /(^|[-/])(utils?|helpers?|managers?|common|misc|shared|stuff)(\.|\/|$)/

/** Files whose names the layout gives, or that a tool finds by name. */
const GIVEN_NAMES = [
  'core/errors.ts',
  'core/ports.ts',
  'core/use-token.ts',
  'main/index.ts',
  'preload/index.ts',
  'cli/bulkhead.ts',
]

/** What a top level may hold; nothing else is looked for there by a reader. */
const TOP_LEVEL =
  'package.json package-lock.json tsconfig.json electron.vite.config.ts src resources e2e README.md LICENSE .gitignore .ci biome.json scripts docs'.split(
    ' ',
  )

describe('imports', () => {
  it('finds the sources', () => {
    expect(product.length).toBeGreaterThan(20)
    expect(product.flatMap(({ imports }) => imports).length).toBeGreaterThan(20)
  })

  it('lie in a known zone', () => {
    expect(product.map(({ path }) => zoneOf(path)).filter((zone) => !(zone in ZONES))).toEqual([])
  })

  it('go only to the zones that a zone may know', () => {
    const isForbidden = (source: Source, imported: Import) => {
      if (imported.target === undefined || isOwnData(imported.target)) return false
      const [from, to] = [zoneOf(source.path), zoneOf(imported.target)]
      const allowed = ZONES[from] ?? []
      return from !== to && !allowed.includes(to) && !(imported.isType && allowed.includes(`${to} types`))
    }
    expect(offences(isForbidden)).toEqual([])
  })

  it('name a file that exists, with its extension', () => {
    const isBroken = (_: Source, { target }: Import) => target !== undefined && !existsSync(join(ROOT, 'src', target))
    expect(offences(isBroken)).toEqual([])
  })

  it('leave core free of this machine', () => {
    const isForeign = (source: Source, { target, request }: Import) =>
      zoneOf(source.path) === 'core' && target === undefined && !CORE_PACKAGES.includes(packageOf(request))
    expect(offences(isForeign)).toEqual([])
  })

  it('follow the order of the stages of core', () => {
    const isBackwards = (source: Source, { target }: Import) => {
      const from = stageOf(source.path)
      if (from === undefined || target === undefined || FOUNDATIONS.includes(target)) return false
      const to = stageOf(target)
      return zoneOf(target) === 'core' && (to === undefined || STAGES.indexOf(to) > STAGES.indexOf(from))
    }
    expect(offences(isBackwards)).toEqual([])
  })

  it('know every folder of core as a stage', () => {
    const folders = product.filter(({ path }) => /^core\/.+\//.test(path)).map(({ path }) => path.split('/')[1] ?? '')
    expect(folders.filter((folder) => !STAGES.includes(folder))).toEqual([])
  })

  it('never bring the module of Secret to contract, preload or renderer, not even as a type', () => {
    const isLeak = (source: Source, { target }: Import) =>
      ['contract', 'preload', 'renderer'].includes(zoneOf(source.path)) && target === SECRET
    expect(offences(isLeak)).toEqual([])
  })

  it('never bring the module of Secret into the bundles of preload and renderer by way of others', () => {
    const reached = reachableFrom(product.filter(({ path }) => ['preload', 'renderer'].includes(zoneOf(path))))
    expect(reached.size).toBeGreaterThan(0)
    expect(reached.has(SECRET)).toBe(false)
  })

  it('know keytar in one file, below node', () => {
    expect(importersOf('keytar').map(zoneOf)).toEqual(['node'])
  })

  it('know ipcMain in one file, below main', () => {
    const files = product.filter(({ imports }) => imports.some(({ names }) => names.includes('ipcMain')))
    expect(files.map(({ path }) => zoneOf(path))).toEqual(['main'])
  })

  it('know electron in main and preload alone', () => {
    const zones = new Set(importersOf('electron').map(zoneOf))
    expect([...zones].filter((zone) => zone !== 'main' && zone !== 'preload')).toEqual([])
  })

  it('take nothing from outside of src but our own data', () => {
    const isOutside = (_: Source, { target }: Import) => target?.startsWith('..') === true && !isOwnData(target)
    expect(offences(isOutside)).toEqual([])
  })
})

describe('files', () => {
  it('are named after something that they export', () => {
    const named = product.filter(({ path }) => /\.tsx?$/.test(path) && !GIVEN_NAMES.includes(path))
    const isMisnamed = ({ path, exports }: Source) =>
      exports.length > 0 && !exports.some((name) => isNamedAfter(path, name))
    expect(named.filter(isMisnamed).map(({ path, exports }) => `${path} exports ${exports.join(', ')}`)).toEqual([])
  })

  it('have no empty names', () => {
    expect(sources.map(({ path }) => path).filter((path) => EMPTY_NAMES.test(path))).toEqual([])
  })

  it('export by name', () => {
    expect(product.filter(({ exports }) => exports.includes('default')).map(({ path }) => path)).toEqual([])
  })

  it('lie in the known places of the top level', () => {
    const files = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n')
    const tops = new Set(files.map((file) => file.split('/')[0] ?? ''))
    expect([...tops].filter((top) => !TOP_LEVEL.includes(top))).toEqual([])
  })
})

const zoneOf = (path: string): string => path.split('/')[0] ?? ''

const stageOf = (path: string): string | undefined => /^core\/([^/]+)\//.exec(path)?.[1]

const packageOf = (request: string): string =>
  request.startsWith('@') ? request.split('/').slice(0, 2).join('/') : (request.split('/')[0] ?? request)

const importersOf = (name: string): string[] =>
  product.filter(({ imports }) => imports.some(({ request }) => packageOf(request) === name)).map(({ path }) => path)

const offences = (isOffence: (source: Source, imported: Import) => boolean): string[] =>
  product.flatMap((source) =>
    source.imports
      .filter((imported) => isOffence(source, imported))
      .map(({ request }) => `${source.path} imports ${request}`),
  )

/** Every file that these load at run time; what is imported as a type is gone by then. */
function reachableFrom(start: readonly Source[]): Set<string> {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const { target, isType } of product.find((source) => source.path === path)?.imports ?? []) {
      if (target !== undefined && !isType) visit(target)
    }
  }
  for (const { path } of start) visit(path)
  return reached
}

/**
 * True when a word of the file's name stands in the name of the export.
 *
 * `read-secret.ts` is named after `readSecret`, `errors.ts` after `BulkheadError`, `safe-file.ts` after `readFileSafely`.
 */
function isNamedAfter(path: string, exported: string): boolean {
  const name = basename(path).replace(/\.tsx?$/, '')
  const words = name.split('-').filter((word) => word.length > 2)
  return (
    plain(name) === plain(exported) || words.some((word) => plain(exported).includes(plain(word).replace(/s$/, '')))
  )
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
