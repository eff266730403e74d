import type { Contents } from '../token/contents.ts'
import { jwtClaims } from './jwt-claims.ts'

/**
 * Reads a stateless installation token of GitHub, `ghs_APPID_JWT`: the app's id and the end, nothing more.
 *
 * Source: github.blog, changelog 2026-04-24 and 2026-05-15, which ask that nobody depend on its other claims.
 */
export function readGithubInstallation(text: string): Contents {
  const [, app, token = ''] = /^ghs_(\d{1,12})_(.+)$/.exec(text) ?? []
  const claims = token === '' ? null : jwtClaims(token)
  const expiresAt = claims?.signed ? claims.expiresAt : null
  return {
    source: 'claims',
    says: [
      ...(app === undefined ? [] : [`it says that it is of the app with the id ${app}`]),
      ...(expiresAt === null ? [] : [`it says, unverified, that it ends at ${expiresAt}`]),
    ],
    expiresAt,
  }
}
