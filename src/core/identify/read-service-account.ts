import type { Contents } from '../token/contents.ts'
import { innerJson } from './inner-json.ts'

// cloud.google.com, "Service accounts": NAME@PROJECT.iam.gserviceaccount.com and the addresses of Google's own; project ids.
const EMAIL = /^[\w.+-]{1,64}@[a-z0-9.-]{1,190}$/i
const PROJECT = /^[a-z0-9.:-]{4,60}$/i

/**
 * Reads the key file of a Google Cloud service account: its project and its address; never the key.
 *
 * Source: cloud.google.com, "Create and delete service account keys", which shows the file.
 */
export function readServiceAccount(text: string): Contents | null {
  const file = innerJson(text)
  if (file === null) return null
  const email = matching(file.client_email, EMAIL)
  const project = matching(file.project_id, PROJECT)
  if (email === null) return null
  return {
    source: 'format',
    says: [
      `it is ${email}${project ? ` of the project ${project}` : ''}; its roles are set there, not in the key`,
      ...(isGoogle(file.token_uri)
        ? []
        : ['it names a token address that is not Google’s: whoever set it up may read what is signed']),
    ],
    resources: [{ kind: 'service-account', name: email }, ...(project ? [{ kind: 'project', name: project }] : [])],
  }
}

const matching = (value: unknown, form: RegExp): string | null =>
  typeof value === 'string' && form.test(value) ? value : null

/** True for no address at all, too: then programs take Google's. */
function isGoogle(uri: unknown): boolean {
  if (uri === undefined) return true
  const url = typeof uri === 'string' ? URL.parse(uri) : null
  return url?.protocol === 'https:' && /(?:^|\.)(?:google|googleapis)\.com$/.test(url.hostname)
}
