import { BulkheadError } from '../../core/errors.ts'
import { resolveBinding } from '../../core/session/credential-choice.ts'
import {
  DOCKER_NO_SERVER,
  DOCKER_NOT_FOUND,
  dockerServerOf,
  dockerTargets,
  formatDockerAnswer,
  SERVER_LIMIT,
} from '../../core/session/credential-docker.ts'
import { usernameFor } from '../../core/session/credential-username.ts'
import { readDestination } from '../../core/token/destination-grammar.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import type { Cli } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { readRequest } from '../line/read-request.ts'
import { asReported } from '../output.ts'
import { askingFor, credentialFor } from './asking.ts'

/** What docker asks of a credential helper. */
export async function answerDocker(cli: Cli, action: string | undefined): Promise<number> {
  const run = action !== undefined && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  if (run === undefined) {
    throw new BulkheadError('usage', 'docker asks for something else', {
      hint: 'bulkhead credential docker get|store|erase|list',
    })
  }
  return run(cli)
}

const ACTIONS: Readonly<Record<string, (cli: Cli) => Promise<number>>> = { get, store, erase, list }

async function get(cli: Cli): Promise<number> {
  try {
    const server = textOf(await readRequest(SERVER_LIMIT))
    if (server === '') return refuse(cli, DOCKER_NO_SERVER)
    const wish = { targets: dockerTargets(server), carrier: { kind: 'basic' }, pathHint: PATH_HINT } as const
    const found = await credentialFor(cli, 'docker', wish, (token) => usernameFor(token, null))
    if (found === null) return refuse(cli, DOCKER_NOT_FOUND)
    const { secret, needed: username } = found
    const answer = { ServerURL: server, Username: username, Secret: secret.reveal() }
    cli.out.print({ answer }, () => formatDockerAnswer(server, username, secret))
    return EXIT.ok
  } catch (error) {
    cli.out.say(asReported(error).message)
    return refuse(cli, asReported(error).message, asReported(error).hint)
  }
}

const PATH_HINT = 'docker never says it: add the server alone, with bulkhead edit NAME --to DESTINATION'

/** After `docker login`. Nothing is kept: a token enters the vault with its domain. */
async function store({ out }: Cli): Promise<number> {
  await readRequest(LOGIN_LIMIT)
  out.say('docker’s login was not kept: tokens come into the vault with their domain')
  out.hint('bulkhead add NAME --domain KIND:NAME --to SERVER')
  return EXIT.ok
}

/** After `docker logout`. The token stays; only `bulkhead rm` removes one. */
async function erase(): Promise<number> {
  await readRequest(SERVER_LIMIT)
  return EXIT.ok
}

const LOGIN_LIMIT = 2 * 1024 * 1024

async function list({ out, vault }: Cli): Promise<number> {
  const servers = registriesOf(vault())
  out.print({ answer: servers }, () => JSON.stringify(servers))
  return EXIT.ok
}

/** User names by registry, of the tokens that this folder's project binds and may use. */
function registriesOf(vault: OpenVault): Record<string, string> {
  const { project } = askingFor(vault, 'docker', '')
  return Object.fromEntries(
    project.bindings.flatMap((binding) => {
      try {
        const { token, to } = resolveBinding(project, vault, binding)
        const username = usernameFor(token, null)
        return (to ?? token.destinations)
          .map(readDestination)
          .filter(({ path, port, scheme }) => path === null && scheme === 'https' && port === 443)
          .flatMap(({ host }) => dockerServerOf(host) ?? [])
          .map((server) => [server, username])
      } catch (error) {
        if (error instanceof BulkheadError) return []
        throw error
      }
    }),
  )
}

/** As docker wants it: the reason on standard output. */
function refuse({ out }: Cli, message: string, hint?: string): number {
  out.print({ error: { code: 'not-found', message, hint: hint ?? null } }, () => message)
  if (hint !== undefined) out.hint(hint)
  return EXIT.failure
}

/** Without the space around it; what is no text, or has a carriage return anywhere, becomes one that names no server. */
function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\r') ? '\0' : text.trim()
  } catch {
    return '\0'
  }
}
