import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An answer of a registry. */
export interface Page {
  readonly type: string
  readonly body: Buffer | string
}

/** The npm package `@acme/ui`, version 1.0.0, as a registry at `base` serves it: by path below that. */
export function npmPages(base: string): ReadonlyMap<string, Page> {
  const tarball = inFolder((folder) => {
    mkdirSync(join(folder, 'package'))
    writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name: '@acme/ui', version: '1.0.0' }))
    return execFileSync('tar', ['-czf', '-', 'package'], { cwd: folder })
  })
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
  const dist = { tarball: `${base}/@acme/ui/-/ui-1.0.0.tgz`, integrity }
  const versions = { '1.0.0': { name: '@acme/ui', version: '1.0.0', dist } }
  const about = JSON.stringify({ name: '@acme/ui', 'dist-tags': { latest: '1.0.0' }, versions })
  return new Map([
    ['/@acme%2fui', { type: 'application/json', body: about }],
    ['/@acme/ui/-/ui-1.0.0.tgz', { type: 'application/octet-stream', body: tarball }],
  ])
}

const WHEEL = 'acme_tools-1.0-py3-none-any.whl'

/** The Python package `acme-tools`, version 1.0, as an index serves it (PEP 503): by path below that. */
export function pypiPages(): ReadonlyMap<string, Page> {
  const wheel = inFolder((folder) => {
    const about = join(folder, 'acme_tools-1.0.dist-info')
    mkdirSync(about)
    writeFileSync(join(folder, 'acme_tools.py'), 'answer = 42\n')
    writeFileSync(join(about, 'METADATA'), 'Metadata-Version: 2.1\nName: acme-tools\nVersion: 1.0\n')
    writeFileSync(
      join(about, 'WHEEL'),
      'Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    )
    writeFileSync(join(about, 'RECORD'), '')
    execFileSync('python3', ['-m', 'zipfile', '-c', WHEEL, 'acme_tools.py', 'acme_tools-1.0.dist-info/'], {
      cwd: folder,
    })
    return readFileSync(join(folder, WHEEL))
  })
  return new Map([
    ['/acme-tools/', { type: 'text/html', body: `<!DOCTYPE html><a href="${WHEEL}">${WHEEL}</a>` }],
    [`/acme-tools/${WHEEL}`, { type: 'application/octet-stream', body: wheel }],
  ])
}

function inFolder(make: (folder: string) => Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-package-'))
  try {
    return make(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
