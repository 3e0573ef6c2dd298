import { isJsonObject, type Json, own } from '../kernel/json.ts'
import type { ApprovalRow } from './rows.ts'
import { visibleLine } from './shown-text.ts'
import { fitText } from './text-width.ts'
import { askedCall, toolLine } from './tool-line.ts'

type Asked = Pick<ApprovalRow, 'kind' | 'agent_id' | 'summary' | 'args'>

const LONGEST = 160
const FILE_VERBS: Readonly<Record<string, string>> = {
  write: 'write',
  append: 'append to',
  edit: 'change',
  move: 'move',
  mkdir: 'make the folder',
  delete: 'delete',
  read: 'read',
  list: 'list',
}

/**
 * What is asked, as a person would say it: `terminal-master wants to run: git push origin main`. Made from the canonical arguments, on one line;
 * the arguments themselves stand below it whole.
 */
export function askedTitle({ kind, agent_id, summary, args }: Asked): string {
  const call = isJsonObject(args) && (kind === 'tool' || kind === 'api') ? args : {}
  const tool = call['tool']
  if (typeof tool !== 'string') return visibleLine(summary)
  return fitText(
    visibleLine(`${agent_id ?? 'claw'} wants to ${deed(tool, call['args'] ?? null) ?? `use ${askedCall(summary, args)}`}`),
    LONGEST,
  )
}

/** undefined: nothing is known of the tool, or of what would tell. */
function deed(tool: string, args: Json): string | undefined {
  const value = (name: string): string => {
    const found = isJsonObject(args) ? own(args, name) : undefined
    return typeof found === 'string' ? found : ''
  }
  switch (tool) {
    case 'terminal':
      return told('run', value('cmd'))
    case 'python_exec':
      return told('run Python', value('code'))
    case 'sql_query':
      return told(`query ${value('db_path') || 'a database'}`, value('query'))
    case 'web_fetch':
      return told('fetch', value('url'))
    case 'http_api':
      return told(`send ${value('method') || 'GET'}`, value('url'))
    case 'file_io':
      return fileDeed(value('op') || 'read', value('path')) ?? `use ${toolLine(tool, args)}`
    default:
      return undefined
  }
}

function told(what: string, exactly: string): string | undefined {
  return exactly === '' ? undefined : `${what}: ${exactly}`
}

function fileDeed(op: string, path: string): string | undefined {
  const verb = own(FILE_VERBS, op)
  return verb === undefined || path === '' ? undefined : `${verb} ${path}`
}
