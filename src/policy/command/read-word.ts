import type { Node } from 'web-tree-sitter'
import { decodeAnsiC } from './decode-ansi-c.ts'
import { expandBraces } from './expand-braces.ts'
import { DYNAMIC, type Word } from './word.ts'

/** The words that one word of the line becomes: several through `{a,b}`, and one that is null when it is made at run time. */
export function readWord(nodes: readonly Node[]): Word[] {
  const text = joined(nodes)
  if (text === null) return [nodes.every(isQuoted) ? { ...DYNAMIC, splits: false } : DYNAMIC]
  const words = expandBraces(text)
  if (words === null) return [DYNAMIC]
  return words.map((word) => ({ value: unmask(word), splits: false, glob: /[*?[]/.test(word) }))
}

// Quoted characters move to a private area while braces and globs are looked for, so that only those that bash would act on are seen.
const PRIVATE = 0xe000

function mask(text: string): string {
  return text.replace(/[\x01-\x7f]/g, (char) => String.fromCharCode(PRIVATE + char.charCodeAt(0)))
}

function unmask(text: string): string {
  return text.replace(/[\ue000-\ue07f]/g, (char) => String.fromCharCode(char.charCodeAt(0) - PRIVATE))
}

function masked(node: Node): string | null {
  switch (node.type) {
    case 'word':
    case 'extglob_pattern':
    case 'regex':
    case 'test_operator':
    case 'number':
    case 'brace_expression':
    case 'variable_name':
    case 'special_variable_name':
      return node.namedChildCount > 0 && node.type === 'number' ? null : unescaped(node.text)
    case 'raw_string':
      return mask(node.text.slice(1, -1))
    case 'ansi_c_string':
      return maskedOrNull(decodeAnsiC(node.text.slice(2, -1)))
    case 'translated_string':
      return joined(node.namedChildren)
    case 'string':
      return doubleQuoted(node)
    case 'concatenation':
      return joined(node.children)
    default:
      return node.isNamed ? null : node.text
  }
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, char: string) => (char === '\n' ? '' : mask(char)))
}

function maskedOrNull(text: string | null): string | null {
  return text === null ? null : mask(text)
}

function joined(nodes: readonly Node[]): string | null {
  // `$"text"` is a string to translate.
  const parts = nodes.filter((node, index) => !(node.type === '$' && nodes[index + 1]?.type === 'string')).map(masked)
  return parts.some((part) => part === null) ? null : parts.join('')
}

// Read from the source: the grammar gives no node for some white space inside of quotes.
function doubleQuoted(node: Node): string | null {
  if (node.namedChildren.some((child) => child.type !== 'string_content')) return null
  return mask(node.text.slice(1, -1).replace(/\\([\\"$`\n])/g, (_, char: string) => (char === '\n' ? '' : char)))
}

function isQuoted(node: Node): boolean {
  if (node.type === 'concatenation') return node.children.every((child) => child.type !== 'brace_expression' && isQuotedPart(child))
  return isQuotedPart(node)
}

function isQuotedPart(node: Node): boolean {
  if (node.type === 'string') return !node.text.includes('@') && !/\$\*|\[\*\]/.test(node.text)
  return masked(node) !== null && !/[{},]/.test(node.text)
}
