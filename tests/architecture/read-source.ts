import { posix } from 'node:path'
import { type Node, parseSync } from 'oxc-parser'

export interface SourceImport {
  /** A path of the project for a relative import, else the module's name. */
  readonly target: string
  readonly relative: boolean
  readonly typeOnly: boolean
  readonly dynamic: boolean
}

export interface SourceFile {
  readonly path: string
  readonly lines: number
  readonly imports: readonly SourceImport[]
  readonly readsEnv: boolean
  /** Lines of each function, nested ones included. */
  readonly functions: readonly number[]
}

/** What a source file imports, and its sizes. `path` is relative to the project. */
export function readSource(path: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} is not TypeScript: ${errors[0]?.message}`)
  const imports: SourceImport[] = []
  const add = (specifier: string, typeOnly: boolean, dynamic = false): void => {
    const relative = specifier.startsWith('.')
    const target = relative ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier
    imports.push({ target, relative, typeOnly, dynamic })
  }
  for (const { moduleRequest, entries } of module.staticImports) add(moduleRequest.value, allTypes(entries))
  for (const { entries } of module.staticExports) {
    const from = entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (from) add(from.value, allTypes(entries))
  }
  const functions: number[] = []
  let readsEnv = false
  walk(program, (node) => {
    if (node.type === 'ImportExpression') add(literal(node.source), false, true)
    if (node.type === 'TSImportType') add(literal(node.source), true)
    if (node.type === 'MemberExpression' && isName(node.object, 'process') && propertyName(node) === 'env') readsEnv = true
    if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) functions.push(lineCount(text, node))
  })
  return { path, lines: text.replace(/\n$/, '').split('\n').length, imports, readsEnv, functions }
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  if ('type' in value && typeof value.type === 'string') visit(value as Node)
  for (const child of Object.values(value)) if (typeof child === 'object') walk(child, visit)
}

function allTypes(entries: readonly { readonly isType: boolean }[]): boolean {
  return entries.length > 0 && entries.every((entry) => entry.isType)
}

// What is computed can't be followed: it gets a name that no rule allows.
function literal(node: unknown): string {
  const value = typeof node === 'object' && node !== null && 'value' in node ? node.value : undefined
  return typeof value === 'string' ? value : '(computed)'
}

function isName(node: Node | undefined, name: string): boolean {
  return node?.type === 'Identifier' && node.name === name
}

function propertyName(node: Extract<Node, { type: 'MemberExpression' }>): string | undefined {
  const { property } = node
  if (property.type === 'Identifier' && !node.computed) return property.name
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined
}

function lineCount(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
  return text.slice(start, end).split('\n').length
}
