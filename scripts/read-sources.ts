import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, normalize, relative } from 'node:path'
import { parseSync } from 'vite'

/** One source file: what it imports and exports. */
export interface Source {
  /** Relative to the folder that was read, with `/`. */
  readonly path: string
  readonly imports: readonly Import[]
  readonly exports: readonly string[]
}

export interface Import {
  /** As it is written. */
  readonly request: string
  /** The file that a relative request means, relative to the folder that was read; undefined for a package. */
  readonly target: string | undefined
  /** True when nothing of it is left at run time. */
  readonly isType: boolean
  readonly names: readonly string[]
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/**
 * Reads every TypeScript and JavaScript file below a folder.
 *
 * It parses them, so a comment or a text that looks like an import is none, and `import('x')` in a type is one.
 */
export function readSources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ['.ts', '.tsx', '.mjs', '.js', '.cjs'].includes(extname(name)))
    .sort()
    .map((name) => readSource(folder, name))
}

function readSource(folder: string, path: string): Source {
  const text = readFileSync(join(folder, path), 'utf8')
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new SyntaxError(`${path} does not parse: ${errors[0]?.message}`)
  const imports = nodesOf(program)
    .flatMap(importOf)
    .map((found) => ({ ...found, target: targetOf(path, found.request) }))
  const entries = module.staticExports.flatMap((statement) => statement.entries)
  return { path, imports, exports: entries.map(({ exportName }) => exportName.name ?? exportName.kind.toLowerCase()) }
}

function targetOf(path: string, request: string): string | undefined {
  if (!request.startsWith('.')) return undefined
  return relative('.', normalize(join(dirname(path), request.replace(/\?.*$/, ''))))
}

type Found = Omit<Import, 'target'>

/** The import that a node of the syntax tree is, in all ways that the language has. */
function importOf(node: Node): Found[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return found(node.source, node.importKind === 'type' || areAllTypes(node.specifiers), namesOf(node.specifiers))
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return found(node.source, node.exportKind === 'type' || areAllTypes(node.specifiers), namesOf(node.specifiers))
    case 'ImportExpression':
      return found(node.source, false, [])
    case 'TSImportType':
      return found(node.source ?? (node.argument as Node | undefined)?.literal ?? node.argument, true, [])
    case 'CallExpression':
      return isRequire(node.callee) ? found((node.arguments as unknown[])[0], false, []) : []
    default:
      return []
  }
}

function found(source: unknown, isType: boolean, names: readonly string[]): Found[] {
  const request = isNode(source) ? source.value : undefined
  return typeof request === 'string' ? [{ request, isType, names }] : []
}

/** `require(…)`, and the direct call of what `createRequire` gave: `createRequire(import.meta.url)(…)`. */
function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false
  if (callee.type === 'Identifier') return callee.name === 'require'
  return callee.type === 'CallExpression' && isNode(callee.callee) && callee.callee.name === 'createRequire'
}

/** `import {} from` and `import 'x'` run the module, although no name of it is used. */
function areAllTypes(specifiers: unknown): boolean {
  const list = nodesIn(specifiers)
  return list.length > 0 && list.every((node) => node.importKind === 'type' || node.exportKind === 'type')
}

const namesOf = (specifiers: unknown): string[] =>
  nodesIn(specifiers).flatMap(({ imported, local }) => {
    const name = isNode(imported) ? imported : local
    return isNode(name) && typeof name.name === 'string' ? [name.name] : []
  })

const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Node>).type === 'string'

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (!isNode(value)) return []
  return [value, ...Object.values(value).flatMap(nodesOf)]
}
