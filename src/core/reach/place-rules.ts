import type { Rule, RuleFacts } from '../token/rule.ts'
import { foreignDestinations } from './foreign-destinations.ts'
import { issuerOf, makeNarrower, onPage } from './make-narrower.ts'

const strangers = ({ provider, destinations }: RuleFacts): readonly string[] =>
  provider === null || destinations === null ? [] : foreignDestinations(destinations, provider)

/** Rules about where a token may go, and where else it lies. */
export const PLACE_RULES: readonly Rule[] = [
  {
    id: 'BH001',
    title: 'Has no destination',
    // What is not known to reach anything stays unknown: that it may go anywhere is then not the first thing to mend.
    severity: ({ known }) => (known ? 'wide' : 'note'),
    when: 'no destination is named for it: wide, or a note while its reach is not known either',
    test: ({ destinations }) => destinations?.length === 0,
    why: () => 'no host is named for it: once it is in an environment, it can be sent anywhere',
    remedy: onPage('name the hosts it is for, or make a token for one service'),
    example: { scopes: ['read:orders'], resources: ['project:web'], destinations: [] },
  },
  {
    id: 'BH010',
    title: 'Is stored more than once',
    severity: 'wide',
    when: 'another token of the vault holds the same secret',
    test: ({ twins }) => twins.length > 0,
    why: ({ twins }) =>
      `${twins.join(', ')} ${twins.length === 1 ? 'holds' : 'hold'} the same secret: a leak in one place is a leak in all`,
    remedy: makeNarrower,
    example: { scopes: ['read:orders'], resources: ['project:web'], twins: ['orders-old'] },
  },
  {
    id: 'BH014',
    title: 'May go where its provider does not live',
    severity: 'note',
    when: 'one of its destinations is no host of its provider, and its provider is not one that others run themselves',
    test: (facts) => strangers(facts).length > 0,
    why: (facts) => `it may be sent to ${strangers(facts).join(', ')}, which ${issuerOf(facts)} does not own`,
    remedy: onPage('take that destination out, unless it is a gateway of your own'),
    example: {
      provider: 'stripe',
      kind: 'live restricted key',
      scopes: ['charges:read'],
      destinations: ['api.stripe.example'],
    },
  },
]
