import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Both ends of a connection on this machine, as its client sees them. */
export interface ClientPorts {
  readonly local: number
  readonly remote: number
}

/**
 * The process that holds the client's end of a connection on this machine; null when it is gone, or not ours to see.
 *
 * Linux only. Reads every process's descriptors, some milliseconds: for tripwires, not for each request.
 */
export function socketOwner(ports: ClientPorts): number | null {
  const inode = inodeOf('/proc/net/tcp', ports) ?? inodeOf('/proc/net/tcp6', ports)
  return inode === null ? null : holderOf(`socket:[${inode}]`)
}

// proc_net_tcp(5): `sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode`, addresses as `HEX:PORT`.
function inodeOf(path: string, { local, remote }: ClientPorts): string | null {
  for (const line of linesOf(path)) {
    const [, from = '', to = '', , , , , , , inode = ''] = line.trim().split(/\s+/)
    if (portOf(from) === local && portOf(to) === remote && inode !== '0') return inode
  }
  return null
}

const portOf = (address: string): number => Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 16)

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'latin1').split('\n').slice(1)
  } catch {
    return []
  }
}

function holderOf(link: string): number | null {
  for (const name of entriesOf('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const descriptors = entriesOf(`/proc/${name}/fd`)
    if (descriptors.some((descriptor) => targetOf(`/proc/${name}/fd/${descriptor}`) === link)) return Number(name)
  }
  return null
}

function entriesOf(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function targetOf(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
