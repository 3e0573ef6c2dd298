import type { JsonObject } from '../../kernel/json.ts'
import type { ModelMessage, ModelToolCall } from '../../protocol/messages.ts'
import { sendableCall } from '../wire/sendable-call.ts'

type CacheMark = { readonly cache_control?: { readonly type: 'ephemeral' } }
export type TextBlock = CacheMark & { readonly type: 'text'; readonly text: string }
export type Block =
  | TextBlock
  | (CacheMark & { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly input: JsonObject })
  | (CacheMark & { readonly type: 'tool_result'; readonly tool_use_id: string; readonly content?: string })

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: readonly Block[]
}

export interface Conversation {
  readonly system: readonly TextBlock[]
  readonly turns: readonly Turn[]
}

/**
 * Messages as this API takes them: the system apart, turns that alternate and begin and end with the user, all results of one answer in one turn, and no
 * text without letters.
 */
export function toTurns(messages: readonly ModelMessage[]): Conversation {
  const start = messages.findIndex(({ role }) => role !== 'system')
  const leading = start === -1 ? messages : messages.slice(0, start)
  const rest = start === -1 ? [] : messages.slice(start)
  return { system: leading.flatMap(({ content }) => textBlock(content)), turns: withUserAtBothEnds(merged(rest)) }
}

function merged(messages: readonly ModelMessage[]): Turn[] {
  const turns: { role: Turn['role']; content: Block[] }[] = []
  const ids = createIds()
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = blocksOf(message, ids)
    const last = turns.at(-1)
    if (content.length === 0) continue
    if (last?.role === role) last.content.push(...content)
    else turns.push({ role, content })
  }
  return turns
}

function blocksOf(message: ModelMessage, ids: Ids): Block[] {
  switch (message.role) {
    case 'system':
    case 'user':
      return textBlock(message.content)
    case 'assistant':
      return [...textBlock(message.content), ...(message.tool_calls ?? []).map((call) => toolUse(call, ids))]
    case 'tool':
      return [toolResult(message, ids)]
    default:
      return message.role satisfies never
  }
}

function textBlock(text: string): TextBlock[] {
  return text.trim() === '' ? [] : [{ type: 'text', text }]
}

function toolUse(call: ModelToolCall, ids: Ids): Block {
  const { id, name, args } = sendableCall(call)
  return { type: 'tool_use', id: ids.forCall(id), name, input: args }
}

function toolResult({ tool_call_id = '', content }: ModelMessage, ids: Ids): Block {
  return { type: 'tool_result', tool_use_id: ids.forResult(tool_call_id), ...(content.trim() !== '' && { content }) }
}

interface Ids {
  forCall(id: string): string
  /** That of the latest call with this id. */
  forResult(id: string): string
}

// After a change of model the conversation goes on with ids of another provider: they may hold other letters, or begin anew in each message.
function createIds(): Ids {
  const given = new Map<string, string>()
  const taken = new Set<string>()
  const plain = (id: string): string => id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'unnamed'
  return {
    forCall(id) {
      let free = plain(id)
      for (let n = 2; taken.has(free); n += 1) free = `${plain(id)}_${n}`
      taken.add(free)
      given.set(id, free)
      return free
    },
    forResult: (id) => given.get(id) ?? plain(id),
  }
}

function withUserAtBothEnds(turns: readonly Turn[]): Turn[] {
  const first: Turn[] = turns[0]?.role === 'user' ? [] : [said('Begin.')]
  const last: Turn[] = turns.at(-1)?.role === 'assistant' ? [said('Go on.')] : []
  return [...first, ...turns, ...last]
}

function said(text: string): Turn {
  return { role: 'user', content: [{ type: 'text', text }] }
}
