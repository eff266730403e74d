import { BEARER, form, grant, header, type Row } from './row.ts'

/** Models, one row each, beside those that have a file of their own. */
export const AI: readonly Row[] = [
  {
    // Its older keys begin with AIza, as all keys of Google Cloud do, and may be for other services, too: they are kept there.
    id: 'google-ai',
    name: 'Google AI',
    formats: [
      form('API key', 'AQ.', /^AQ\.[\w-]{46,60}$/, {
        breadth: 'resource',
        access: 'write',
        says: 'it calls models and stores files in one project',
        source: 'seen alike in public examples; ai.google.dev/gemini-api/docs/api-key',
      }),
    ],
    destinations: ['generativelanguage.googleapis.com'],
    env: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    carriers: [header('x-goog-api-key'), { kind: 'query', parameter: 'key' }],
    baseUrlEnv: 'GOOGLE_GEMINI_BASE_URL',
    narrower: 'https://aistudio.google.com/app/apikey',
  },
  {
    id: 'groq',
    name: 'Groq',
    formats: [
      form('API key', 'gsk_', /^gsk_[A-Za-z0-9]{48,60}$/, {
        access: 'write',
        says: 'it calls models and stores files and batches; the text does not tell in which project',
        source: "trufflehog's pattern",
      }),
    ],
    destinations: ['api.groq.com'],
    env: ['GROQ_API_KEY'],
    baseUrlEnv: 'GROQ_BASE_URL',
    narrower: 'https://console.groq.com/keys',
  },
  {
    id: 'xai',
    name: 'xAI',
    formats: [
      form('API key', 'xai-', /^xai-[A-Za-z0-9]{70,100}$/, {
        says: 'the endpoints and models it was given, which the text does not tell',
        source: "trufflehog's pattern; docs.x.ai",
      }),
    ],
    destinations: ['api.x.ai'],
    env: ['XAI_API_KEY'],
    narrower: 'https://console.x.ai/',
  },
  {
    id: 'perplexity',
    name: 'Perplexity',
    formats: [
      form('API key', 'pplx-', /^pplx-[A-Za-z0-9]{48}$/, {
        access: 'write',
        says: 'it calls models at the cost of its group; a key cannot be narrowed',
        source: "gitleaks' rule table",
      }),
    ],
    destinations: ['api.perplexity.ai'],
    env: ['PERPLEXITY_API_KEY', 'PPLX_API_KEY'],
    narrower: 'https://docs.perplexity.ai/',
    revoke: 'https://www.perplexity.ai/account/api/keys',
  },
  {
    id: 'replicate',
    name: 'Replicate',
    formats: [
      form('API token', 'r8_', /^r8_[A-Za-z0-9]{37}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it runs and changes every model and deployment of its account; a token cannot be narrowed',
        source: "trufflehog's pattern; replicate.com/docs/topics/security/api-tokens",
      }),
    ],
    destinations: ['api.replicate.com'],
    env: ['REPLICATE_API_TOKEN'],
    carriers: [BEARER, header('Authorization', 'Token')],
    narrower: 'https://replicate.com/account/api-tokens',
  },
  {
    id: 'together',
    name: 'Together AI',
    formats: [
      form('API key', 'tgp_v1_', /^tgp_v1_[\w-]{43}$/, {
        access: 'write',
        says: 'it calls models and stores files; the text does not tell in which project',
        source: 'seen alike in public examples; docs.together.ai',
      }),
    ],
    destinations: ['api.together.ai', 'api.together.xyz'],
    env: ['TOGETHER_API_KEY'],
    baseUrlEnv: 'TOGETHER_BASE_URL',
    narrower: 'https://api.together.ai/settings/api-keys',
  },
  {
    id: 'elevenlabs',
    name: 'ElevenLabs',
    formats: [
      form('API key', 'sk_', /^sk_[a-f0-9]{48}$/, {
        says: 'one workspace; the text does not tell whether it is restricted',
        source: "trufflehog's pattern",
      }),
    ],
    destinations: ['api.elevenlabs.io'],
    env: ['ELEVENLABS_API_KEY', 'ELEVEN_API_KEY', 'XI_API_KEY'],
    carriers: [header('xi-api-key')],
    scopes: new Map([
      ...grant('text_to_speech speech_to_speech sound_generation voice_generation audio_isolation', {
        access: 'write',
      }),
      ['workspace_write', { access: 'admin', atLeast: 'organisation', says: 'change the members of the workspace' }],
    ]),
    narrower: 'https://elevenlabs.io/app/settings/api-keys',
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    formats: [
      form('API key', 'sk-or-v1-', /^sk-or-v1-[a-f0-9]{64}$/, {
        says: 'it calls models, or makes other keys; the text does not tell which',
        source: 'openrouter.ai/docs/api-reference/authentication',
      }),
    ],
    destinations: ['openrouter.ai'],
    env: ['OPENROUTER_API_KEY'],
    narrower: 'https://openrouter.ai/settings/keys',
  },
  {
    // Thirty-two letters and digits, which anything may be: known by its variables only, like the two below.
    id: 'mistral',
    name: 'Mistral AI',
    formats: [],
    destinations: ['api.mistral.ai', 'codestral.mistral.ai'],
    env: ['MISTRAL_API_KEY', 'CODESTRAL_API_KEY'],
    narrower: 'https://console.mistral.ai/api-keys',
  },
  {
    id: 'cohere',
    name: 'Cohere',
    formats: [],
    destinations: ['api.cohere.com'],
    env: ['CO_API_KEY', 'COHERE_API_KEY'],
    baseUrlEnv: 'CO_API_URL',
    narrower: 'https://dashboard.cohere.com/api-keys',
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    formats: [],
    destinations: ['api.deepseek.com'],
    env: ['DEEPSEEK_API_KEY'],
    narrower: 'https://platform.deepseek.com/api_keys',
  },
]
