import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'

// docs.doppler.com, API reference, "Me" (GET /v3/me: type, name, workplace.name) and "Token formats". What a service token
// may is fixed to one config by its kind; a person's or a service account's follows its role, which is not told.

function read({ body }: Answer): Told {
  const type = textAt(body, 'type')
  if (type === undefined) return {}
  const name = textAt(body, 'name')
  const workplace = textAt(body, 'workplace', 'name')
  const account = [name, workplace && `the workplace ${workplace}`].filter(Boolean).join(' in ')
  return { ...(account && { account }), says: [`its kind is ${type}`] }
}

export const doppler: Introspection = {
  id: 'doppler',
  base: 'https://api.doppler.com',
  carriage: { kind: 'bearer' },
  steps: [{ path: '/v3/me', read }],
  source: 'https://docs.doppler.com/reference/me',
}
