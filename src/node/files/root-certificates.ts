import { getCACertificates } from 'node:tls'
import { BUNDLE_VARIABLES, OVERRULING_BUNDLES } from '../../core/session/broker-environment.ts'
import type { Environment } from '../../core/session/environment.ts'
import type { Paths } from './paths.ts'
import { readForeignFile } from './read-foreign-file.ts'
import { systemRoots } from './system-roots.ts'

/** Far more than any bundle of roots. */
const LIMIT = 8 * 1024 * 1024

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g

/**
 * The roots that this user's programs trust, PEM, each once: of the system, of Node, and of the files that variables name.
 *
 * A file that cannot be read counts as empty, as it does for most programs that read it; others would have stopped.
 *
 * @param say Told of each file that gave none: in the session its variables name another file, and nothing would show it.
 */
export function rootCertificates(
  parent: Environment,
  paths: Pick<Paths, 'cache'>,
  say: (line: string) => void = () => {},
): string[] {
  const named = [...BUNDLE_VARIABLES, ...OVERRULING_BUNDLES].filter((name) => (parent[name] ?? '') !== '')
  const byFile = Map.groupBy(named, (name) => parent[name] ?? '')
  const own = [...byFile].flatMap(([path, variables]) => {
    const found = certificatesIn(path)
    if (found.length === 0) say(`${variables.join(', ')}: no certificates are read from ${path}`)
    return found
  })
  const builtIn = (['bundled', 'extra'] as const).flatMap((type) => getCACertificates(type))
  const known = [...systemRoots(parent, paths), ...builtIn]
  return [...new Set([...known, ...own].map(canonical))]
}

const certificatesIn = (path: string): string[] => readForeignFile(path, LIMIT).match(CERTIFICATE) ?? []

// The same certificate is wrapped in different ways.
const canonical = (pem: string): string => pem.replaceAll(/\r/g, '').trim()
