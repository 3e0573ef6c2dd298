import { isJsonObject, type Json, type JsonObject } from '../kernel/json.ts'
import type { ApprovalFact } from './approval-view.ts'
import { visibleLine, visibleText } from './shown-text.ts'

const TEXTS = ['name', 'description'] as const
const LISTS = ['tools', 'skill_ids', 'tags', 'examples'] as const
const LABELS = {
  name: 'name',
  description: 'description',
  tools: 'tools',
  skill_ids: 'skills',
  tags: 'tags',
  examples: 'examples',
} as const
const ROLE = 'role_text'

/** A proposed agent, whole and readable: its role text line by line. undefined when it is anything but that: then it is shown as JSON. */
export function newAgentFacts(args: Json): ApprovalFact[] | undefined {
  if (!isJsonObject(args) || !isProfile(args)) return undefined
  const texts = TEXTS.map((key): ApprovalFact => ({ label: LABELS[key], text: visibleLine(String(args[key])), kind: 'plain' }))
  const lists = LISTS.map((key): ApprovalFact => listFact(key, args[key] as string[]))
  return [...texts, ...lists, { label: 'role text', text: visibleText(String(args[ROLE])), kind: 'exact' }]
}

function isProfile(args: JsonObject): boolean {
  const isText = (value: Json | undefined): boolean => typeof value === 'string'
  return (
    Object.keys(args).length === TEXTS.length + LISTS.length + 1 &&
    [...TEXTS, ROLE].every((key) => isText(args[key])) &&
    LISTS.every((key) => {
      const list = args[key]
      return Array.isArray(list) && list.every(isText)
    })
  )
}

/** Tools and skills on a line, examples on one each. */
function listFact(key: (typeof LISTS)[number], items: readonly string[]): ApprovalFact {
  const shown = items.map(visibleLine)
  if (key === 'examples') return { label: LABELS[key], text: shown.join('\n'), kind: 'exact' }
  return { label: LABELS[key], text: shown.join(', ') || 'none', kind: 'plain' }
}
