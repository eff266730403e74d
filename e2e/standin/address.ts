/**
 * Chromium refuses `app://` before anything can intercept it, so the page is loaded from an https address
 * below a name that can never exist (RFC 6761, `.invalid`), and everything that main sees is mapped back.
 */
const SUFFIX = '.bulkhead.invalid'

/** `app://bundle/x` → `https://bundle.bulkhead.invalid/x`; anything else unchanged. */
export const toChromium = (url: string): string => url.replace(/^app:\/\/([^/?#]*)/i, `https://$1${SUFFIX}`)

/** `https://bundle.bulkhead.invalid/x` → `app://bundle/x`; anything else unchanged. */
export const toElectron = (url: string): string =>
  url.replace(/^https:\/\/([^/?#:]+)\.bulkhead\.invalid(?=[/?#]|$)/i, 'app://$1')

/** True when `url`, as Chromium sees it, belongs to the app's own scheme. */
export const isAppAddress = (url: string): boolean => toElectron(url) !== url

/** An origin as Electron shows it: `app://bundle`, `https://example.com`, or `null`. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null'
  const { protocol, host, origin } = new URL(url)
  return protocol === 'app:' ? `app://${host}` : origin
}

/** Maps each `app://host` and bare `app:` in a header such as Content-Security-Policy to Chromium's address. */
export const headerToChromium = (value: string): string =>
  value.replace(/\bapp:\/\/([\w.-]+)/gi, `https://$1${SUFFIX}`).replace(/\bapp:(?=[\s;]|$)/gi, `https://*${SUFFIX}`)
