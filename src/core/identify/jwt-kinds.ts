import type { Breadth, Resource } from '../token/reach.ts'
import { textAt, valueAt } from '../token/value-at.ts'
import { FOREIGN_LIMITS, foreignText, isObject, isTexts } from './foreign-text.ts'
import type { JwtClaims } from './jwt-claims.ts'
import { ownDestination } from './own-destination.ts'

/** What is known of a JWT beside its claims, once its issuer is recognised. */
export interface JwtKind {
  readonly says: readonly string[]
  readonly resources?: readonly Resource[]
  /** Scopes that its claims mean under other names. */
  readonly scopes?: readonly string[]
  readonly destinations?: readonly string[]
  /** How far it reaches, where that is more than its audience tells. */
  readonly breadth?: Breadth
}

/** One issuer: how its JWTs are told, and what they mean. Neither ever throws. */
interface Issuer {
  readonly is: (claims: JwtClaims, host: string) => boolean
  readonly read: (claims: JwtClaims) => JwtKind
}

const UNKNOWN_KIND: JwtKind = { says: [] }

/** Says what a JWT is for, from the claims that only its issuer uses; empty for an issuer that nobody here knows. */
export function jwtKind(claims: JwtClaims): JwtKind {
  const host = issuerHost(claims)
  return ISSUERS.find(({ is }) => is(claims, host))?.read(claims) ?? UNKNOWN_KIND
}

const subjectOf = ({ payload }: JwtClaims): string => textAt(payload, 'sub') ?? ''

const issuerHost = ({ issuer }: JwtClaims): string =>
  issuer?.startsWith('https://') ? (URL.parse(issuer)?.hostname ?? '') : ''

const named = (kind: string, name: unknown): Resource[] => {
  const text = foreignText(name)
  return text === null ? [] : [{ kind, name: text }]
}

const GRAPH: ReadonlySet<string> = new Set([
  'https://graph.microsoft.com',
  'https://graph.microsoft.com/',
  '00000003-0000-0000-c000-000000000000',
])

/**
 * True for a program's token at Microsoft Graph whose roles hold for every user and site of the tenant, as all do but those of chosen
 * resources: learn.microsoft.com, "Microsoft Graph permissions reference", application permissions.
 */
const actsForAll = ({ audiences, payload }: JwtClaims): boolean =>
  audiences.some((audience) => GRAPH.has(audience)) &&
  isTexts(payload.roles) &&
  payload.roles.some((role) => !/\.(?:Selected|OwnedBy)$/.test(role))

/** A token for the administration of an identity provider, unless all it may is to look after its own user. */
const manages = (what: string, scopes: readonly string[], isOwn: (scope: string) => boolean): JwtKind =>
  scopes.length > 0 && scopes.every(isOwn)
    ? { says: [`it looks after its own user in ${what}`] }
    : { says: [`it administers ${what}, within its scopes`], breadth: 'organisation' }

const ISSUERS: readonly Issuer[] = [
  {
    // kubernetes.io, "Managing Service Accounts": `sub` names it, in bound tokens and in the older ones alike.
    is: (claims) => subjectOf(claims).startsWith('system:serviceaccount:'),
    read: (claims) => {
      const [, , namespace = '', account = ''] = subjectOf(claims).split(':')
      return {
        says: [
          `it is the Kubernetes service account ${foreignText(`${namespace}/${account}`)}; what that may do is set by role bindings of its cluster`,
        ],
        resources: named('service-account', `${namespace}/${account}`),
      }
    },
  },
  {
    // supabase.com, "Understanding API keys": `ref` is the project, `role` is anon or service_role.
    is: ({ issuer, payload }) => issuer === 'supabase' && typeof payload.role === 'string',
    read: ({ payload }) => {
      const ref = textAt(payload, 'ref') ?? ''
      const host = /^[a-z0-9]{10,40}$/.test(ref) ? ownDestination(`https://${ref}.supabase.co`) : null
      return {
        says: [
          payload.role === 'anon'
            ? 'it is the public key of a Supabase project: it may what row rules let everybody do'
            : payload.role === 'service_role'
              ? 'it is the secret key of a Supabase project: it passes by every row rule'
              : 'it is of a Supabase project, under a role that its database gives its rights',
        ],
        resources: host === null ? [] : [{ kind: 'project', name: ref }],
        ...(host === null ? {} : { destinations: [host] }),
      }
    },
  },
  {
    // docs.github.com, "OpenID Connect reference".
    is: (_, host) => host === 'token.actions.githubusercontent.com',
    read: ({ payload }) => ({
      says: ['a GitHub Actions job proves with it who it is; what it may is set where it is sent'],
      resources: named('repository', payload.repository),
    }),
  },
  {
    // docs.gitlab.com, "OpenID Connect (OIDC) authentication using ID tokens".
    is: ({ payload }) => typeof payload.project_path === 'string' && typeof payload.pipeline_id !== 'undefined',
    read: ({ payload }) => ({
      says: ['a GitLab CI job proves with it who it is; what it may is set where it is sent'],
      resources: named('project', payload.project_path),
    }),
  },
  {
    // learn.microsoft.com, "Access token claims reference" (tid, idtyp, wids) and "Microsoft Entra built-in roles" (the template id).
    is: (_, host) => /(?:^|\.)(?:microsoftonline\.(?:com|us)|windows\.net)$/.test(host),
    read: (claims) => {
      const { payload } = claims
      const tenant = foreignText(payload.tid)
      const roles = valueAt(payload, 'wids')
      const isGlobal = Array.isArray(roles) && roles.includes('62e90394-69f5-4237-9190-012177145e10')
      return {
        says: [
          `it is of the Microsoft Entra tenant ${tenant ?? '(not named)'}`,
          ...(isGlobal ? ['its user is a global administrator of the tenant'] : []),
        ],
        scopes: isGlobal ? ['role:global-administrator'] : [],
        ...(actsForAll(claims) ? { breadth: 'organisation' } : {}),
      }
    },
  },
  {
    // auth0.com/docs, "Management API access tokens": the one audience that is the tenant's own.
    is: ({ audiences }, host) => audiences.includes(`https://${host}/api/v2/`),
    read: ({ scopes }) => manages('the Auth0 tenant', scopes, (scope) => /:current_user(?:_|$)/.test(scope)),
  },
  {
    // developer.okta.com, "OAuth 2.0 scopes for Okta APIs": `okta.users.manage`; those of one's own account end in `.self`.
    is: ({ scopes }) => scopes.some((scope) => scope.startsWith('okta.')),
    read: ({ scopes }) =>
      manages('the Okta organisation', scopes, (scope) => !scope.startsWith('okta.') || scope.endsWith('.self')),
  },
  {
    // distribution.github.io, "Token Authentication Implementation".
    is: ({ payload }) => Array.isArray(payload.access) && payload.access.some(isObject),
    read: ({ payload }) => {
      const access = Array.isArray(payload.access) ? payload.access : []
      const resources = access
        .slice(0, FOREIGN_LIMITS.count)
        .flatMap((item) => named(textAt(item, 'type') ?? 'repository', valueAt(item, 'name')))
      return {
        says: ['it opens a container registry'],
        resources,
        // What is not named may be anything.
        ...(resources.length < access.length
          ? { breadth: 'unknown' }
          : access.length > 1
            ? { breadth: 'several' }
            : {}),
      }
    },
  },
  {
    // developers.google.com, "OpenID Connect": an ID token of accounts.google.com.
    is: (claims) => ['https://accounts.google.com', 'accounts.google.com'].includes(claims.issuer ?? ''),
    read: ({ payload }) => ({
      says: ['it is a Google ID token: it proves to its audience who its holder is'],
      resources: named('account', payload.email),
    }),
  },
]
