import { isIP, type Socket } from 'node:net'
import { connect } from 'node:tls'
import type { Place } from '../decide/tokens-for.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import { NotDialled } from '../wire/not-dialled.ts'
import { connected, reasonOf, settled } from './settled.ts'

/** A proxy, asked to connect on. RFC 9110 section 9.3.6. */
export async function dialProxy(proxy: URL, { host, port }: Place, within: number): Promise<Socket> {
  const socket = await proxyConnection(proxy, within)
  const login = proxy.username === '' ? [] : [`Proxy-Authorization: Basic ${credentials(proxy)}`]
  const lines = [`CONNECT ${host}:${port} HTTP/1.1`, `Host: ${host}:${port}`, ...login]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const reader = new ByteReader(socket)
  const timer = setTimeout(() => socket.destroy(), within)
  // What is no answer is the proxy's fault, never that of the request that waits.
  const head = await reader.head().catch(() => null)
  clearTimeout(timer)
  const rest = reader.release()
  if (head === null || !/^HTTP\/1\.[01] 2\d\d(?: |\r|$)/.test(head.toString('latin1'))) {
    socket.destroy()
    throw new NotDialled('proxy', `the proxy ${proxy.host} refuses to connect to ${host}:${port}`)
  }
  if (rest.length > 0) socket.unshift(rest)
  return socket
}

/** Its login is shown to a proxy only once an `https:` one has proved who it is. */
async function proxyConnection({ protocol, hostname, port }: URL, within: number): Promise<Socket> {
  const name = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'https:'
  const socket = await connected(name, Number(port || (isSecure ? 443 : 80)), within, true)
  if (!isSecure) return socket
  const servername = isIP(name) === 0 ? { servername: name } : {}
  const secure = connect({ socket, rejectUnauthorized: true, host: name, ...servername })
  const why = (error: Error | null): string => `the proxy ${name} does not prove who it is${reasonOf(error)}`
  return settled(secure, 'secureConnect', within, why, 'proxy')
}

const credentials = ({ username, password }: URL): string =>
  Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
