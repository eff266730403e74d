import type { Socket } from 'node:net'
import { isMetadata } from '../../core/token/host-metadata.ts'
import { outOfBounds, Refused } from '../decide/refuse.ts'
import { shownPlace } from '../decide/shown-request.ts'
import type { Place } from '../decide/tokens-for.ts'
import type { Dialler } from '../forward/dial.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import type { ClientSide } from '../wire/client-side.ts'
import { NotDialled } from '../wire/not-dialled.ts'
import { splice } from '../wire/splice.ts'

/** The port of https, and those that no well-known service has: a tunnel to mail or SSH is not what a proxy is for. */
const isTunnelled = (port: number): boolean => port === 443 || port >= 1024

export const ESTABLISHED = Buffer.from('HTTP/1.1 200 Connection established\r\n\r\n')

/** Joins a client with a host that no token is for, unseen, until both have ended. @throws {Refused | NotDialled} */
export async function tunnel(client: ClientSide, place: Place, dialler: Dialler, isStrict: boolean): Promise<void> {
  if (isMetadata(place.host)) throw new NotDialled('never', `${place.host} gives out credentials of this machine`)
  if (isStrict) {
    throw new Refused(
      outOfBounds(
        `no token of this session is for ${shownPlace(place)}, and the session is strict`,
        'a session without --strict reaches other hosts, without a token',
      ),
    )
  }
  if (!isTunnelled(place.port)) {
    throw new Refused(
      outOfBounds(
        `port ${place.port} is not tunnelled`,
        'only 443 and ports from 1024 on are; a session with this host in NO_PROXY reaches it past the broker',
      ),
    )
  }
  const socket: Socket = await dialler.plain(place, false)
  client.socket.write(ESTABLISHED)
  await splice(client, { socket, reader: new ByteReader(socket) })
}
