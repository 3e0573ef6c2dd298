import type { BaseMessage, ToolMessage } from '@langchain/core/messages'
import type { ModelMessage } from '../../protocol/messages.ts'
import { type MessageClasses, toChatMessages } from '../wire/to-chat-messages.ts'

/** One system message, at the start; every tool result with the name of the tool that its call named. */
export function toGeminiMessages(messages: readonly ModelMessage[], classes: MessageClasses): BaseMessage[] {
  const system = messages.filter(({ role, content }) => role === 'system' && content !== '').map(({ content }) => content)
  const joined: ModelMessage[] = system.length > 0 ? [{ role: 'system', content: system.join('\n\n') }] : []
  return named(toChatMessages([...joined, ...messages.filter(({ role }) => role !== 'system')], classes), classes)
}

// The nearest call before it: some servers number the calls of each message from zero.
function named(messages: BaseMessage[], { AIMessage, ToolMessage }: MessageClasses): BaseMessage[] {
  const names = new Map<string, string>()
  for (const message of messages) {
    if (AIMessage.isInstance(message)) for (const { id, name } of message.tool_calls ?? []) names.set(id ?? '', name)
    else if (ToolMessage.isInstance(message)) message.name = nameOf(message, names)
  }
  return messages
}

function nameOf(message: ToolMessage, names: ReadonlyMap<string, string>): string {
  return names.get(message.tool_call_id) ?? 'unknown'
}
