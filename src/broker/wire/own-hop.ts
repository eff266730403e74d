// Fields that are for the next hop alone: RFC 9110 section 7.6.1.
export const OWN_HOP: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-authenticate',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

// Most names are of another length, and need not be written in lower case to be told apart.
const LENGTHS: ReadonlySet<number> = new Set([...OWN_HOP].map(({ length }) => length))

export const isOwnHop = (name: string): boolean => LENGTHS.has(name.length) && OWN_HOP.has(name.toLowerCase())
