import type { BrokerAddress } from './broker-environment.ts'

/** The way through a session's broker, as clients read it from their environment. @param credential 32 hex digits. */
export const brokerProxy = ({ port, credential }: Pick<BrokerAddress, 'port' | 'credential'>): string =>
  `http://bulkhead:${credential}@127.0.0.1:${port}`

/** True for what `brokerProxy` gives, of whatever session. */
export const isBrokerProxy = (text: string): boolean => FORM.test(text)

const FORM = /^http:\/\/bulkhead:[0-9a-f]{32}@127\.0\.0\.1:\d{1,5}$/
