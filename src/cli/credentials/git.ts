import { BulkheadError } from '../../core/errors.ts'
import { type CredentialWish, chooseBinding } from '../../core/session/credential-choice.ts'
import {
  formatGitAnswer,
  GIT_CREDENTIAL_LIMIT,
  type GitCredential,
  readGitCredential,
} from '../../core/session/credential-git.ts'
import { usernameFor } from '../../core/session/credential-username.ts'
import { recordRejection } from '../../core/session/lend-credential.ts'
import { fingerprintOf } from '../../core/token/fingerprint.ts'
import type { Cli } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { readRequest } from '../line/read-request.ts'
import { askingFor, credentialFor } from './asking.ts'

/** What git asks of a helper; what we do not know is passed over, as gitcredentials(7) wants it. */
export async function answerGit(cli: Cli, action: string | undefined): Promise<number> {
  if (action === undefined) {
    throw new BulkheadError('usage', 'what does git ask for?', { hint: 'bulkhead credential git get|store|erase' })
  }
  const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  return (await run?.(cli)) ?? EXIT.ok
}

const ACTIONS: Readonly<Record<string, (cli: Cli) => Promise<number>>> = { get, store, erase }

// Git takes any failure for "no answer" and asks on; the line on standard error says why.
async function get(cli: Cli): Promise<number> {
  try {
    const { target, username } = await read()
    const wish = wishFor(target)
    const found = await credentialFor(cli, 'git', wish, (token) => usernameFor(token, username))
    if (found === null) return EXIT.ok
    const { token, secret, needed: name } = found
    const answer = { username: name, password: secret.reveal() }
    cli.out.print({ answer }, () => formatGitAnswer(name, secret, token.expiresAt))
    return EXIT.ok
  } catch (error) {
    cli.out.error(error)
    return EXIT.failure
  }
}

/** Git says that what it got worked. There is nothing to keep: it came from here, or was typed and never meant for us. */
async function store(): Promise<number> {
  await readRequest(GIT_CREDENTIAL_LIMIT)
  return EXIT.ok
}

/** Git says that the server refused what it got. A token stays; that it was refused is recorded, if it was ours. */
async function erase({ vault: open }: Cli): Promise<number> {
  try {
    const { target, password } = await read()
    if (target === null || password === null) return EXIT.ok
    const vault = open()
    const asking = askingFor(vault, 'git', target.host)
    const binding = chooseBinding(asking.project, vault, wishFor(target))
    const known = binding?.token.fingerprint ?? null
    const isOurs = known !== null && fingerprintOf(password, vault.catalog.salt, vault.hash) === known
    if (binding !== null && isOurs) recordRejection(vault, asking, binding)
  } catch (error) {
    // A refusal leaves nothing to record; git did not ask for an answer.
    if (!(error instanceof BulkheadError)) throw error
  }
  return EXIT.ok
}

const read = async (): Promise<GitCredential> =>
  readGitCredential(
    await readRequest(GIT_CREDENTIAL_LIMIT, (bytes) => bytes[0] === LINE_FEED || bytes.includes('\n\n')),
  )

const LINE_FEED = 0x0a

const wishFor = (target: GitCredential['target']): CredentialWish => ({
  targets: target === null ? [] : [target],
  carrier: { kind: 'basic' },
  pathHint: 'let git say it: git config --global credential.useHttpPath true',
})
