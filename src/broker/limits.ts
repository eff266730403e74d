/** How long a broker waits, ms, and how many it serves. */
export interface Limits {
  /** For a connection's first byte: who opens one to a proxy wants something of it. */
  readonly first: number
  /** From a head's first byte to its last. */
  readonly head: number
  /** Between two requests on one connection. */
  readonly quiet: number
  /** For the client's part of a TLS handshake. */
  readonly handshake: number
  /** Without a byte of a body that is on its way to the server. */
  readonly body: number
  /** For the answer to a client that has closed its own side, which looks as if it had gone. */
  readonly halfOpen: number
  /** For the client to hang up after the last answer. */
  readonly linger: number
  /** Without a byte in either direction, whatever the connection is used for. */
  readonly idle: number
  /** For a server, or a proxy on the way, to answer the connection. */
  readonly connect: number
  /** Connections at once: a client in a loop must not take all memory. */
  readonly connections: number
}

export const LIMITS: Limits = {
  first: 30_000,
  head: 10_000,
  quiet: 300_000,
  handshake: 10_000,
  body: 60_000,
  halfOpen: 5_000,
  // As nginx waits (`lingering_timeout`): a client that is busy loses the answer if we close before it has read it.
  linger: 5_000,
  idle: 900_000,
  connect: 10_000,
  connections: 4_096,
}
