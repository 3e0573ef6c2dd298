import type { Node } from 'web-tree-sitter'
import { own } from '../../kernel/json.ts'
import { checkLeaf } from './check-leaf.ts'
import { isQuotedHeredoc, readHeredoc } from './heredoc.ts'
import { NotUnderstood } from './not-understood.ts'
import { readRedirect } from './read-redirect.ts'
import { readWord } from './read-word.ts'
import type { Input, Reading } from './reading.ts'
import { noteAssignment } from './risky-variables.ts'

export interface Place {
  readonly via: readonly string[]
  readonly background: boolean
  readonly input: Input
  readonly source: string
  readonly depth: number
  /** Words of the command that stand behind its redirections: `rm -rf > log src`. */
  readonly trailing?: readonly Node[]
}

const MAX_DEPTH = 120

/** Finds every command below a node of the syntax tree. A node that is not known ends the reading: what is not understood asks. */
export function walkSyntax(node: Node, place: Place, reading: Reading): void {
  reading.step()
  if (place.depth > MAX_DEPTH) throw new NotUnderstood('it is nested too deeply')
  const walk = own(WALKS, node.type) ?? walkOther
  // What trails belongs to the very command behind whose redirections it stands, and to none below.
  if (place.trailing?.length && node.type !== 'command') throw new NotUnderstood('words behind a redirection')
  walk(node, { ...place, depth: place.depth + 1 }, reading)
}

type Walk = (node: Node, place: Place, reading: Reading) => void

const WALKS: Readonly<Record<string, Walk>> = {
  command: walkCommand,
  pipeline: walkPipeline,
  redirected_statement: walkRedirected,
  heredoc_redirect: walkHeredoc,
  file_redirect(node, place, reading) {
    reading.redirects.push(readRedirect(node))
    walkChildren(node, place, reading)
  },
  command_substitution(node, place, reading) {
    if (node.text.startsWith('`') && node.text.includes('\\')) throw new NotUnderstood('backslashes inside of backticks')
    walkChildren(node, { ...place, via: [...place.via, '$( )'], input: { kind: 'none' } }, reading)
  },
  process_substitution(node, place, reading) {
    walkChildren(node, { ...place, via: [...place.via, node.text.slice(0, 2)], input: { kind: 'made' } }, reading)
  },
  function_definition(node, place, reading) {
    reading.functions.add(node.childForFieldName('name')?.text ?? '')
    walkChildren(node, place, reading)
  },
  variable_assignment(node, place, reading) {
    noteAssignment(node.childForFieldName('name')?.text ?? '', textOf(node), reading)
    walkChildren(node, place, reading)
  },
  comment(node, place) {
    if (!/^$|[\s;&|()]/.test(place.source.slice(Math.max(0, node.startIndex - 1), node.startIndex)))
      throw new NotUnderstood('a comment inside of a word')
  },
}

function walkOther(node: Node, place: Place, reading: Reading): void {
  checkLeaf(node)
  walkChildren(node, place, reading)
}

function walkChildren(node: Node, place: Place, reading: Reading): void {
  const children = node.children
  for (const [index, child] of children.entries()) {
    const background = place.background || children[index + 1]?.type === '&'
    walkSyntax(child, background === place.background ? place : { ...place, background }, reading)
  }
}

function walkPipeline(node: Node, place: Place, reading: Reading): void {
  for (const [index, child] of node.children.entries())
    walkSyntax(child, index === 0 ? place : { ...place, input: { kind: 'made' } }, reading)
}

/** The redirections of a statement say what its commands read. */
function walkRedirected(node: Node, place: Place, reading: Reading): void {
  const [body, ...redirects] = node.children
  let input = place.input
  for (const redirect of redirects) {
    walkSyntax(redirect, place, reading)
    input = inputOf(redirect, place.source) ?? input
  }
  if (!body) return
  const trailing = redirects.flatMap(wordsBehind)
  if (redirects.some((each) => each.type === 'heredoc_redirect' && each.children.some((child) => child.type === 'heredoc_redirect')))
    throw new NotUnderstood('several here-documents at one command')
  if (['file_redirect', 'herestring_redirect', 'heredoc_redirect'].includes(body.type)) input = inputOf(body, place.source) ?? input
  walkSyntax(body, { ...place, input, trailing }, reading)
}

// The grammar takes every word behind `> file` for a further file, and those behind `<< END` for arguments of the redirection.
function wordsBehind(redirect: Node): Node[] {
  const field = redirect.type === 'heredoc_redirect' ? 'argument' : 'destination'
  const words = redirect.childrenForFieldName(field).filter((word) => word !== null)
  const inner = redirect.children.filter((child) => child.type === 'file_redirect').flatMap(wordsBehind)
  return [...(field === 'argument' ? words : words.slice(1)), ...inner]
}

function inputOf(redirect: Node, source: string): Input | undefined {
  if (redirect.type === 'heredoc_redirect') return inputFrom(readHeredoc(redirect, source))
  if (redirect.type === 'herestring_redirect') return inputFrom(textOf(redirect))
  return undefined
}

function inputFrom(text: string | null): Input {
  return text === null ? { kind: 'made' } : { kind: 'text', text }
}

// The rest of the line stands inside of the redirection in this grammar: `cat <<E | sh`.
function walkHeredoc(node: Node, place: Place, reading: Reading): void {
  readHeredoc(node, place.source)
  for (const child of node.children) {
    if (child.type === 'heredoc_start' || child.type === 'heredoc_end') continue
    if (child.type === 'heredoc_body' && isQuotedHeredoc(node)) continue
    walkSyntax(
      child,
      child.type === 'heredoc_body' ? { ...place, input: { kind: 'none' } } : { ...place, input: { kind: 'made' } },
      reading,
    )
  }
}

function walkCommand(node: Node, { trailing = [], ...place }: Place, reading: Reading): void {
  const assignments: string[] = []
  const words: Node[] = []
  let input = place.input
  for (const child of node.children) {
    const parts = child.type === 'command_name' ? child.children : [child]
    for (const part of parts) walkSyntax(part, { ...place, input: { kind: 'none' } }, reading)
    if (child.type === 'variable_assignment') assignments.push(child.childForFieldName('name')?.text ?? '')
    else if (child.type === 'herestring_redirect') input = inputOf(child, place.source) ?? input
    else if (child.type === 'file_redirect') words.push(...wordsBehind(child))
    else words.push(...parts)
  }
  checkGaps(node, place.source)
  const [program, ...args] = joinNeighbours([...words, ...trailing], place.source).flatMap(readWord)
  if (program !== undefined) reading.command({ program, args, via: place.via, assignments, background: place.background, input })
}

function checkGaps(node: Node, source: string): void {
  for (const [index, child] of node.children.entries()) {
    const next = node.children[index + 1]
    if (next && !BLANK.test(source.slice(child.endIndex, next.startIndex))) throw new NotUnderstood('a part of it that the grammar skips')
  }
}

const BLANK = /^(?:\s|\\\n)*$/

// What stands side by side is one word for bash, also over a backslash and a line end; the grammar makes two of some.
function joinNeighbours(nodes: readonly Node[], source: string): Node[][] {
  const words: Node[][] = []
  for (const [index, node] of nodes.entries()) {
    const before = nodes[index - 1]
    const gap = before ? source.slice(before.endIndex, node.startIndex).replaceAll('\\\n', '') : ' '
    if (gap === '') words.at(-1)?.push(node)
    else words.push([node])
  }
  return words
}

function textOf(node: Node): string | null {
  const value = node.childForFieldName('value') ?? node.namedChildren.at(-1)
  if (!value || value.type === 'variable_name') return ''
  const words = readWord([value])
  return words.length === 1 ? (words[0]?.value ?? null) : null
}
