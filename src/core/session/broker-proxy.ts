/** Where the broker of a session is, and what it says for itself. */
export interface BrokerAddress {
  readonly port: number
  /** The proxy's password. */
  readonly credential: string
  /** Path of the file with the roots that clients are to trust. */
  readonly bundle: string
}

/** The way through a session's broker, as clients read it from their environment. @param credential 32 hex digits. */
export const brokerProxy = ({ port, credential }: Pick<BrokerAddress, 'port' | 'credential'>): string =>
  `http://bulkhead:${credential}@127.0.0.1:${port}`

/** True for what `brokerProxy` gives, of whatever session. */
export const isBrokerProxy = (text: string): boolean => FORM.test(text)

const FORM = /^http:\/\/bulkhead:[0-9a-f]{32}@127\.0\.0\.1:\d{1,5}$/
