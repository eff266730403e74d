import { describe, expect, it } from 'vitest'
import type { Token } from '../token/token.ts'
import { NAMED_RESOURCES } from './excess-of.ts'
import { judged, reaching, repositories } from './testing/judged-token.ts'

describe('the excess', () => {
  const excess = (changes: Partial<Token>) => judged(changes).excess

  it.each<[string, Partial<Token>, string[]]>([
    [
      'an account',
      reaching({ breadth: 'account', access: 'write', scopes: [] }),
      ['can read and write everything of its account; its domain is the project web'],
    ],
    [
      'an organisation by name',
      reaching({
        breadth: 'organisation',
        access: 'admin',
        scopes: [],
        resources: [{ kind: 'organisation', name: 'acme' }],
      }),
      ['can administer the organisation acme; its domain is the project web'],
    ],
    [
      'an organisation without a name',
      reaching({ breadth: 'organisation', scopes: [] }),
      ['can read a whole organisation; its domain is the project web'],
    ],
    [
      'scopes in words',
      reaching({ breadth: 'account', access: 'write', scopes: ['workflow'] }),
      [
        'can read and write everything of its account; its domain is the project web',
        'can change workflows everywhere it can write; its domain is the project web',
      ],
    ],
    [
      'the resources beside the domain’s own',
      reaching({
        breadth: 'several',
        resources: [
          { kind: 'repository', name: 'acme/web' },
          { kind: 'repository', name: 'acme/api' },
        ],
      }),
      ['can read the repository acme/api; its domain is the project web'],
    ],
    [
      'the resources beside the one that a destination names',
      {
        domain: { kind: 'service', name: 'ci' },
        destinations: ['api.github.com/repos/acme/web/**'],
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'repository', name: 'acme/web' },
            { kind: 'repository', name: 'acme/api' },
          ],
        }),
      },
      ['can read the repository acme/api; its domain is the service ci'],
    ],
    [
      'an account by name',
      reaching({ breadth: 'account', scopes: [], resources: [{ kind: 'account', name: 'acme' }] }),
      ['can read everything of the account acme; its domain is the project web'],
    ],
    [
      'what a wildcard covers',
      reaching({ breadth: 'account', scopes: [], resources: [{ kind: 'repository', name: 'acme/*' }] }),
      [
        'can read everything of its account; its domain is the project web',
        'can read every repository acme/*; its domain is the project web',
      ],
    ],
    [
      'both beside the one that is the project',
      reaching(repositories('acme/api', 'acme/web', 'acme/docs')),
      [
        'can read the repository acme/api; its domain is the project web',
        'can read the repository acme/docs; its domain is the project web',
      ],
    ],
    [
      'one that is only called a little like the project, beside the one that is',
      reaching(repositories('acme/web', 'acme/web-docs')),
      ['can read the repository acme/web-docs; its domain is the project web'],
    ],
    [
      'none of those that are all called a little like the project',
      reaching(repositories('acme/web-ui', 'acme/web-docs')),
      [],
    ],
    [
      'all of several, where the project is none of them',
      reaching(repositories('acme/a', 'acme/b')),
      [
        'can read the repository acme/a; its domain is the project web',
        'can read the repository acme/b; its domain is the project web',
      ],
    ],
    ['nothing of several that are only numbers', reaching(repositories('1', '2')), []],
    [
      'a neighbour of the one that a destination names',
      { destinations: ['GET api.github.com/repos/acme/shop/**'], ...reaching(repositories('acme/api')) },
      ['can read the repository acme/api; its domain is the project web'],
    ],
    [
      'the tables of another customer',
      {
        domain: { kind: 'dataset', name: 'acme-eu' },
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'table', name: 'acme_eu' },
            { kind: 'table', name: 'globex_us' },
          ],
        }),
      },
      ['can read the table globex_us; its domain is the dataset acme-eu'],
    ],
    [
      'the audience where it may not go beside the one where it may',
      {
        provider: 'jwt',
        destinations: ['api.x.example'],
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'audience', name: 'https://api.x.example/v1' },
            { kind: 'audience', name: 'https://api.y.example' },
          ],
        }),
      },
      ['can read the audience https://api.y.example; its domain is the project web'],
    ],
    [
      'nothing where the domain names none of them',
      {
        domain: { kind: 'service', name: 'billing' },
        ...reaching({
          breadth: 'several',
          resources: [
            { kind: 'repository', name: 'acme/a' },
            { kind: 'repository', name: 'acme/b' },
          ],
        }),
      },
      [],
    ],
    [
      'nothing of a scope’s usual breadth where less is known',
      { provider: 'gitlab', ...reaching({ access: 'write', scopes: ['api'] }) },
      [],
    ],
  ])('names %s', (_, changes, sentences) => {
    expect(excess(changes)).toEqual(sentences)
  })

  it('of 300 resources is 12 sentences and a number, and found fast', () => {
    const names = Array.from({ length: 300 }, (_, index) => `acme/${index === 7 ? 'web' : `r${index}`}`)
    const sentences = excess(reaching(repositories(...names)))
    expect(sentences).toHaveLength(NAMED_RESOURCES + 1)
    expect(sentences.at(-1)).toBe('can read 287 more resources; its domain is the project web')
    expect(judged(reaching(repositories(...names))).findings[0]?.why.length).toBeLessThan(300)
  })
})
