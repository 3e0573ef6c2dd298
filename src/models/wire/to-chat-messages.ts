import type { BaseMessage } from '@langchain/core/messages'
import type { ModelMessage, ModelToolCall } from '../../protocol/messages.ts'
import { sendableCall } from './sendable-call.ts'

export type MessageClasses = Pick<typeof import('@langchain/core/messages'), 'AIMessage' | 'HumanMessage' | 'SystemMessage' | 'ToolMessage'>

/** Messages of the wire as LangChain's. The classes are passed in: LangChain is loaded only when a model is called. */
export function toChatMessages(messages: readonly ModelMessage[], classes: MessageClasses): BaseMessage[] {
  return messages.map((message) => toChatMessage(message, classes))
}

function toChatMessage(message: ModelMessage, classes: MessageClasses): BaseMessage {
  switch (message.role) {
    case 'system':
      return new classes.SystemMessage(message.content)
    case 'user':
      return new classes.HumanMessage(message.content)
    case 'tool':
      return new classes.ToolMessage({ content: message.content, tool_call_id: message.tool_call_id ?? '' })
    case 'assistant':
      return new classes.AIMessage({ content: message.content, tool_calls: (message.tool_calls ?? []).map(toCall) })
    default:
      return message.role satisfies never
  }
}

function toCall(call: ModelToolCall) {
  return { ...sendableCall(call), type: 'tool_call' as const }
}
