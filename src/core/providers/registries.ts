import { BASIC, BEARER, form, header, type Row } from './row.ts'

/** Registries of packages, images and models, one row each. */
export const REGISTRIES: readonly Row[] = [
  {
    id: 'rubygems',
    name: 'RubyGems',
    formats: [
      form('API key', 'rubygems_', /^rubygems_[a-f0-9]{48}$/, {
        says: 'the text tells neither its gems nor its scopes',
      }),
    ],
    destinations: ['rubygems.org'],
    env: ['GEM_HOST_API_KEY', 'RUBYGEMS_API_KEY'],
    carriers: [header('Authorization')],
    narrower: 'https://rubygems.org/profile/api_keys',
  },
  {
    id: 'crates',
    name: 'crates.io',
    formats: [
      form('API token', 'cio', /^cio[A-Za-z0-9]{32}$/, { says: 'the text tells neither its crates nor its scopes' }),
    ],
    destinations: ['crates.io'],
    env: ['CARGO_REGISTRY_TOKEN'],
    carriers: [header('Authorization')],
    narrower: 'https://crates.io/settings/tokens',
  },
  {
    id: 'clojars',
    name: 'Clojars',
    formats: [
      form('deploy token', 'CLOJARS_', /^CLOJARS_[a-z0-9]{60}$/, {
        access: 'write',
        says: 'it deploys; the text does not tell what',
      }),
    ],
    destinations: ['repo.clojars.org'],
    env: ['CLOJARS_PASSWORD'],
    carriers: [BASIC],
    narrower: 'https://clojars.org/tokens',
  },
  {
    id: 'dockerhub',
    name: 'Docker Hub',
    formats: [
      form('personal access token', 'dckr_pat_', /^dckr_pat_[\w-]{27}$/, {
        breadth: 'account',
        says: 'every repository of its user; the text does not tell its permission',
      }),
      form('organisation access token', 'dckr_oat_', /^dckr_oat_[\w-]{27,64}$/, {
        says: 'chosen repositories of one organisation',
      }),
    ],
    destinations: ['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io'],
    env: ['DOCKERHUB_TOKEN', 'DOCKER_PASSWORD'],
    carriers: [BASIC, BEARER],
    narrower: 'https://docs.docker.com/security/access-tokens/',
    revoke: 'https://app.docker.com/settings/personal-access-tokens',
  },
  {
    id: 'huggingface',
    name: 'Hugging Face',
    formats: [
      form('user access token', 'hf_', /^hf_[A-Za-z0-9]{30,40}$/, {
        says: 'the text does not tell whether it is fine-grained',
      }),
      form('organisation token', 'api_org_', /^api_org_[A-Za-z0-9]{30,40}$/, { breadth: 'organisation' }),
    ],
    destinations: ['huggingface.co'],
    env: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN'],
    narrower: 'https://huggingface.co/settings/tokens',
  },
]
