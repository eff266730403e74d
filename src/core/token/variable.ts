import { BulkheadError } from '../errors.ts'

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Longest name taken: far more than any tool reads, far less than an environment holds. */
const NAME_LIMIT = 256

// Variables that choose programs, load code, weaken TLS or steer a shell: a token there would be run or change what runs.
const REFUSED_NAMES: ReadonlySet<string> = new Set(
  `PATH HOME SHELL IFS PS4 ENV BASH_ENV SHELLOPTS BASHOPTS PROMPT_COMMAND CDPATH EDITOR VISUAL PAGER BROWSER
   NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS
   _JAVA_OPTIONS JDK_JAVA_OPTIONS SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
   CARGO_HTTP_CAINFO DENO_CERT AWS_CA_BUNDLE __PROTO__`.split(/\s+/),
)

const REFUSED_PREFIXES: readonly string[] =
  `LD_ DYLD_ BASH_FUNC_ PERL5 PYTHON GIT_SSH GIT_CONFIG GIT_EXEC GIT_PROXY GIT_ASKPASS GIT_EXTERNAL GIT_EDITOR
   GIT_PAGER NPM_CONFIG_ BULKHEAD_`.split(/\s+/)

const REFUSED_SUFFIX = '_PROXY'

/**
 * Checks the name of an environment variable and gives it back.
 *
 * @throws {BulkheadError} `variable-invalid` for what no shell takes, `variable-refused` for names that choose programs,
 * load code or weaken TLS, in any case.
 */
export function parseVariable(text: string): string {
  if (text.length > NAME_LIMIT || !NAME.test(text)) {
    throw new BulkheadError(
      'variable-invalid',
      `not a variable name: ${JSON.stringify(withoutValue(text).slice(0, 80))}`,
      {
        hint: 'use A-Z, a-z, 0-9 and underscore, beginning with a letter or an underscore',
      },
    )
  }
  if (isRefused(text.toUpperCase())) {
    throw new BulkheadError('variable-refused', `${text} steers other programs and never holds a token`, {
      hint: 'choose the variable that your tool reads the token from, such as GITHUB_TOKEN',
    })
  }
  return text
}

// Whoever writes NAME=VALUE may have written a secret.
const withoutValue = (text: string): string => text.replace(/=.*$/s, '=…')

const isRefused = (upper: string): boolean =>
  REFUSED_NAMES.has(upper) ||
  upper.endsWith(REFUSED_SUFFIX) ||
  REFUSED_PREFIXES.some((prefix) => upper.startsWith(prefix))
