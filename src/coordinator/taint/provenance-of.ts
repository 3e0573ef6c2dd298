import { relative } from 'node:path'
import { sha256 } from '../../kernel/hash.ts'
import { isJsonObject, type Json } from '../../kernel/json.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { Provenance, ToolEffect } from '../../protocol/messages.ts'

const SOURCE_CHARACTERS = 200
const MARK_CHARACTERS = 12

export interface ToolContent {
  readonly run_id: string
  readonly intent_id: string
  readonly tool: string
  readonly effect: ToolEffect
  readonly args: unknown
  readonly workspace: string
  readonly result: Json
  /** The program that gave it could reach the network. */
  readonly networked: boolean
  /** The run has read content from outside. */
  readonly tainted: boolean
}

/** Where the content of a tool result comes from. What came over the network is untrusted; what lies here is the person's own, and data all the same. */
export function provenanceOf(content: ToolContent): Provenance {
  const outside = content.effect === 'network' || (content.effect === 'exec' && content.networked) || (isCut(content) && content.tainted)
  return provenance(content.run_id, {
    source: sourceOf(content),
    trust: outside ? 'untrusted' : 'private',
    content: [content.intent_id, content.result],
  })
}

export interface MarkedContent {
  readonly source: string
  readonly trust: Provenance['trust']
  readonly content: unknown
}

/**
 * The mark is a hash over the content and the id of the run, which no outsider knows: nothing can hold its own, so nothing can close it. It is the
 * same again after a crash.
 */
export function provenance(run_id: string, { source, trust, content }: MarkedContent): Provenance {
  const mark = sha256(JSON.stringify([run_id, source, content])).slice(0, MARK_CHARACTERS)
  return { source: shown(source), trust, mark }
}

/** The rest of a result that was too large for a line: it may be a page. */
function isCut({ args }: ToolContent): boolean {
  return isJsonObject(args) && typeof args['path'] === 'string' && args['path'].startsWith('ref:')
}

function sourceOf(content: ToolContent): string {
  if (isCut(content)) return 'the rest of an earlier result'
  const { tool, args, result, workspace } = content
  const given = isJsonObject(args) ? args : {}
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '')
  const path = (name: string): string => relative(workspace, text(name)) || 'the workspace'
  switch (tool) {
    case 'web_fetch':
      return `web page ${finalUrl(result) ?? text('url')}`
    case 'http_api':
      return `answer of ${finalUrl(result) ?? text('url')}`
    case 'file_io':
      return text('op') === 'read' ? `file ${path('path')}` : `files of ${path('path')}`
    case 'sql_query':
      return `rows of ${path('db_path')}`
    case 'terminal':
      return 'output of a command'
    case 'python_exec':
      return 'output of a Python program'
    default:
      return `result of ${tool}`
  }
}

function finalUrl(result: Json): string | undefined {
  const url = isJsonObject(result) ? result['url'] : undefined
  return typeof url === 'string' ? url : undefined
}

// It stands in an attribute of the mark: nothing in it may end that.
function shown(source: string): string {
  return visibleLine(source).replace(/["<>]/g, '_').slice(0, SOURCE_CHARACTERS)
}
