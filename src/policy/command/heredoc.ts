import type { Node } from 'web-tree-sitter'
import { NotUnderstood } from './not-understood.ts'

/** The body of a here-document; null when it is changed at run time. Ends the reading where bash would end the body elsewhere. */
export function readHeredoc(node: Node, source: string): string | null {
  const [start, body, end] = ['heredoc_start', 'heredoc_body', 'heredoc_end'].map((type) =>
    node.children.find((child) => child.type === type),
  )
  if (!start || !end) throw new NotUnderstood('a here-document without an end')
  const delimiter = start.text.replace(/['"\\]/g, '')
  if (/[$`\s]/.test(delimiter) || delimiter === '') throw new NotUnderstood('a here-document with an odd delimiter')
  const tabs = node.child(0)?.type === '<<-' || node.children.some((child) => child.type === '<<-')
  const lines = (body?.text ?? '').split('\n').map((line) => (tabs ? line.replace(/^\t+/, '') : line))
  if (lines.includes(delimiter) || end.text.trim() !== delimiter || !endsLine(end, source))
    throw new NotUnderstood('a here-document with an unclear end')
  if (/['"\\]/.test(start.text)) return lines.join('\n')
  return /[$`\\]/.test(body?.text ?? '') ? null : lines.join('\n')
}

export function isQuotedHeredoc(node: Node): boolean {
  return /['"\\]/.test(node.children.find((child) => child.type === 'heredoc_start')?.text ?? '')
}

function endsLine(end: Node, text: string): boolean {
  const before = text.slice(text.lastIndexOf('\n', end.startIndex - 1) + 1, end.startIndex)
  const after = text[end.endIndex]
  return /^\t*$/.test(before) && (after === undefined || after === '\n')
}
