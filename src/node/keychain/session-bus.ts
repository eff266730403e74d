import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** True when the environment names a session bus that could be there; costs no connection. */
export const hasSessionBus = (env: Environment = process.env): boolean => busAddresses(env).length > 0

/**
 * Socket paths of the session bus, in the order to try; `\0name` for an abstract one.
 *
 * D-Bus Specification, Server Addresses: `unix:path=…;unix:abstract=…`, values percent-encoded.
 */
export function busAddresses(env: Environment): string[] {
  const text = env.DBUS_SESSION_BUS_ADDRESS
  // An empty one names no bus: libraries take it as it is, and look no further.
  if (text !== undefined) return text.split(';').flatMap(parseAddress)
  const path = env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, 'bus') : ''
  return path !== '' && existsSync(path) ? [path] : []
}

function parseAddress(address: string): string[] {
  if (!address.startsWith('unix:')) return []
  const values = new Map(
    address
      .slice('unix:'.length)
      .split(',')
      .map((pair) => splitOnce(pair)),
  )
  const path = values.get('path')
  const name = values.get('abstract')
  if (path) return [path]
  return name ? [`\0${name}`] : []
}

function splitOnce(pair: string): [string, string] {
  const [key = '', ...value] = pair.split('=')
  try {
    return [key, decodeURIComponent(value.join('='))]
  } catch {
    return [key, '']
  }
}
