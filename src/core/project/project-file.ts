import { parse, TomlError } from 'smol-toml'
import { z } from 'zod'
import { BulkheadError } from '../errors.ts'
import { readDestination } from '../token/destination-grammar.ts'
import { isName, parseDomain } from '../token/domain.ts'
import { valueAt } from '../token/value-at.ts'
import { parseVariable } from '../token/variable.ts'
import { type FileBinding, PROJECT_FILE, PROJECT_FILE_LIMIT, type ProjectFile } from './project.ts'

const NAME = z.string().refine(isName, 'not a name: 1 to 64 of a-z, 0-9, dot, dash and underscore')
const DESTINATIONS = z.array(z.string().min(1)).min(1).optional()

const BY_NAME = z.strictObject({ token: NAME, to: DESTINATIONS })
const BY_REQUIREMENT = z.strictObject({
  provider: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'not a provider: ids are lower case, such as github'),
  domain: z.string(),
  to: DESTINATIONS,
})
// As it is: a schema for records would quietly lose a key called `__proto__`.
const TABLE = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date),
  'expected a table',
)
const FILE = z.strictObject({ project: NAME.optional(), env: TABLE.optional() })

/**
 * Reads a project file: UTF-8, TOML 1.0, nothing but the keys it may have.
 *
 * @throws {BulkheadError} `too-big` over 64 KiB; `usage` with the place for bad syntax, unknown keys and wrong values;
 *   `domain-invalid`, `destination-invalid`, `variable-invalid` and `variable-refused` for values of that kind.
 */
export function parseProjectFile(content: Uint8Array): ProjectFile {
  if (content.length > PROJECT_FILE_LIMIT) {
    throw new BulkheadError('too-big', `${PROJECT_FILE} is larger than ${PROJECT_FILE_LIMIT / 1024} KiB`, {
      hint: 'it holds a name and a few bindings: shorten it',
    })
  }
  const text = decode(content)
  const { project, env = {} } = checked(FILE, parseToml(text), text, [])
  return {
    project: project ?? null,
    env: Object.entries(env).map(([name, value]) => located(text, ['env', name], () => binding(text, name, value))),
  }
}

function binding(text: string, name: string, value: unknown): FileBinding {
  const env = parseVariable(name)
  const path = ['env', name]
  const table = checked(TABLE, value, text, path)
  const has = (key: string): boolean => Object.hasOwn(table, key)
  if (!has('token') && !has('provider')) {
    throw fault(text, path, 'names neither a token nor a provider')
  }
  if (has('token') && has('provider')) {
    throw fault(text, [...path, 'provider'], 'stands beside token, and either is enough')
  }
  if (has('token')) {
    const { token, to } = checked(BY_NAME, table, text, path)
    return { env, want: { kind: 'name', name: token }, to: destinations(to) }
  }
  const { provider, domain, to } = checked(BY_REQUIREMENT, table, text, path)
  return { env, want: { kind: 'requirement', provider, domain: parseDomain(domain) }, to: destinations(to) }
}

function destinations(to: readonly string[] | undefined): readonly string[] | null {
  if (to === undefined) return null
  for (const text of to) readDestination(text)
  return to
}

function decode(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new BulkheadError('usage', `${PROJECT_FILE} is not valid UTF-8`, { hint: 'save it as UTF-8' })
  }
}

function parseToml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [reason = 'bad syntax'] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
    throw new BulkheadError('usage', `${PROJECT_FILE}:${error.line}:${error.column}: ${lowered(reason)}`, {
      hint: 'correct it there; the language is TOML',
    })
  }
}

/** Checks a value against a schema; the first fault becomes an error that names its place. */
function checked<T>(schema: z.ZodType<T>, value: unknown, text: string, path: readonly string[]): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const at = [...path, ...(issue?.path ?? []).map(String)]
  if (issue?.code === 'unrecognized_keys')
    throw fault(text, [...at, issue.keys[0] ?? ''], 'is not a key of a project file')
  const isMissing = issue?.code === 'invalid_type' && valueAt(value, ...issue.path.map(String)) === undefined
  throw fault(text, at, isMissing ? 'is missing' : (issue?.message ?? 'is wrong'))
}

/** Gives an error thrown by `read` the place that it comes from. */
function located<T>(text: string, path: readonly string[], read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof BulkheadError) || error.message.startsWith(PROJECT_FILE)) throw error
    const { code, message, hint } = error
    throw new BulkheadError(code, `${placeOf(text, path)}: ${message}`, hint === undefined ? {} : { hint })
  }
}

const fault = (text: string, path: readonly string[], what: string): BulkheadError =>
  new BulkheadError('usage', `${placeOf(text, path)}: ${path.join('.')}: ${lowered(what)}`, {
    hint: 'a binding is [env.VARIABLE] with token = "NAME", or with provider and domain; `to` may narrow it',
  })

const lowered = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1)

// The parser forgets where a value stood. A line that begins with the last key, after the header of its table if there
// is one, is where a reader has to look; without any, the file alone is named.
function placeOf(text: string, path: readonly string[]): string {
  const lines = text.split('\n')
  let line = -1
  for (const key of path) {
    const found = lines.findIndex((content, index) => index >= Math.max(line, 0) && mentions(content, key))
    if (found >= 0) line = found
  }
  return line < 0 ? PROJECT_FILE : `${PROJECT_FILE}:${line + 1}`
}

function mentions(line: string, key: string): boolean {
  const content = line.trim()
  const keys = (content.startsWith('[') ? content : (content.split('=')[0] ?? '')).split(/[\s.[\]"'{]+/)
  return keys.includes(key)
}
