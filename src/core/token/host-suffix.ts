import { parse } from 'tldts'

/**
 * True when `*.` before this name would cover strangers: it, or every name below it, is a public suffix.
 *
 * Both parts of the public suffix list count, `co.uk` as well as `github.io`: anybody can have a name below either.
 */
export function isSharedParent(name: string): boolean {
  return isSuffix(name) || isSuffix(`any.${name}`)
}

/** True for a registry's suffix such as `co.uk`, on which no service of anybody's runs. Private ones (`s3.amazonaws.com`) are hosts, too. */
export const isRegistrySuffix = (name: string): boolean => isSuffix(name) && parse(name, PRIVATE).isIcann === true

const PRIVATE = { allowPrivateDomains: true }

const isSuffix = (name: string): boolean => parse(name, PRIVATE).publicSuffix === name
