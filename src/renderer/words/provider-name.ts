// Only names whose spelling is more than a capital letter.
const SPELLINGS: Readonly<Record<string, string>> = {
  aws: 'AWS',
  crates: 'crates.io',
  digitalocean: 'DigitalOcean',
  dockerhub: 'Docker Hub',
  gcp: 'Google Cloud',
  github: 'GitHub',
  gitlab: 'GitLab',
  huggingface: 'Hugging Face',
  jwt: 'JWT',
  npm: 'npm',
  openai: 'OpenAI',
  pem: 'PEM key',
  pypi: 'PyPI',
  rubygems: 'RubyGems',
}

/** A provider's id as the provider writes itself; what is unknown says so. */
export function providerName(id: string | null): string {
  if (id === null) return 'Unknown provider'
  if (Object.hasOwn(SPELLINGS, id)) return SPELLINGS[id] ?? id
  return id.charAt(0).toUpperCase() + id.slice(1)
}
