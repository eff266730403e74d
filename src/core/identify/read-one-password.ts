import type { Contents } from '../token/contents.ts'
import { foreignText } from './foreign-text.ts'
import { innerBase64Json } from './inner-json.ts'

const HOST = /^[a-z0-9.-]{1,200}$/i
const EMAIL = /^[\w.+-]{1,64}@[a-z0-9.-]{1,190}$/i
const DEVICE = /^[a-z0-9]{10,40}$/i

/**
 * Reads a service account token of 1Password: `ops_` and base64 of JSON.
 *
 * It says who it is, and not which vaults it opens. Only where it signs in, under which address and as which device are shown; what it signs in with never is.
 *
 * Source: gitleaks' rule `1password-service-account-token` and the sample tokens in the tests of public scanners.
 */
export function readOnePassword(text: string): Contents | null {
  const payload = innerBase64Json(text.slice('ops_'.length))
  const host = matching(payload?.signInAddress, HOST)
  if (payload === null || host === null) return null

  const email = matching(payload.email, EMAIL)
  const device = matching(payload.deviceUuid, DEVICE)
  return {
    source: 'format',
    says: [`it signs in at ${host}${email ? ` as ${email}` : ''}`, ...(device ? [`its device is ${device}`] : [])],
  }
}

/** A value of a form that no key has. */
function matching(value: unknown, form: RegExp): string | null {
  return typeof value === 'string' && form.test(value) ? foreignText(value) : null
}
