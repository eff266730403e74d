import { getCACertificates } from 'node:tls'
import { BUNDLE_VARIABLES, OVERRULING_BUNDLES } from '../core/session/broker-environment.ts'
import type { Environment } from '../core/session/environment.ts'
import type { Paths } from './paths.ts'
import { readForeignFile } from './read-foreign-file.ts'
import { systemRoots } from './system-roots.ts'

/** Far more than any bundle of roots. */
const LIMIT = 8 * 1024 * 1024

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g

/**
 * The roots that this user's programs trust, PEM, each once: of the system, of Node, and of the files that variables name.
 *
 * A file that cannot be read counts as empty, as it does for the programs that read it.
 */
export function rootCertificates(parent: Environment, paths: Pick<Paths, 'cache'>): string[] {
  const named = [...BUNDLE_VARIABLES, ...OVERRULING_BUNDLES].flatMap((name) => parent[name] ?? [])
  const own = [...new Set(named)].flatMap(certificatesIn)
  const builtIn = (['bundled', 'extra'] as const).flatMap((type) => getCACertificates(type))
  const known = [...systemRoots(parent, paths), ...builtIn]
  return [...new Set([...known, ...own].map(canonical))]
}

const certificatesIn = (path: string): string[] => readForeignFile(path, LIMIT).match(CERTIFICATE) ?? []

// The same certificate is wrapped in different ways.
const canonical = (pem: string): string => pem.replaceAll(/\r/g, '').trim()
