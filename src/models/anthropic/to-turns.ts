import type { JsonObject } from '../../kernel/json.ts'
import type { ModelMessage } from '../../protocol/messages.ts'
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
  for (const message of messages) {
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = blocksOf(message)
    const last = turns.at(-1)
    if (content.length === 0) continue
    if (last?.role === role) last.content.push(...content)
    else turns.push({ role, content })
  }
  return turns
}

function blocksOf(message: ModelMessage): Block[] {
  switch (message.role) {
    case 'system':
    case 'user':
      return textBlock(message.content)
    case 'assistant':
      return [...textBlock(message.content), ...(message.tool_calls ?? []).map(toolUse)]
    case 'tool':
      return [toolResult(message)]
    default:
      return message.role satisfies never
  }
}

function textBlock(text: string): TextBlock[] {
  return text.trim() === '' ? [] : [{ type: 'text', text }]
}

function toolUse(call: NonNullable<ModelMessage['tool_calls']>[number]): Block {
  const { id, name, args } = sendableCall(call)
  return { type: 'tool_use', id: plainId(id), name, input: args }
}

function toolResult({ tool_call_id = '', content }: ModelMessage): Block {
  return { type: 'tool_result', tool_use_id: plainId(tool_call_id), ...(content.trim() !== '' && { content }) }
}

// Ids that another provider gave may hold other letters: after a change of model the conversation goes on with them.
function plainId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'unnamed'
}

function withUserAtBothEnds(turns: readonly Turn[]): Turn[] {
  const first: Turn[] = turns[0]?.role === 'user' ? [] : [said('Begin.')]
  const last: Turn[] = turns.at(-1)?.role === 'assistant' ? [said('Go on.')] : []
  return [...first, ...turns, ...last]
}

function said(text: string): Turn {
  return { role: 'user', content: [{ type: 'text', text }] }
}
