import type { BaseMessage } from '@langchain/core/messages'
import { isJsonObject } from '../../kernel/json.ts'
import type { ModelMessage } from '../../protocol/messages.ts'

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

// Providers take only objects and plain names back, also when the model itself gave others: a call whose arguments were not JSON goes back as an object that holds the text.
function toCall({ id, name, args }: NonNullable<ModelMessage['tool_calls']>[number]) {
  return {
    id,
    name: name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'unnamed',
    args: isJsonObject(args) ? args : { not_json: args },
    type: 'tool_call' as const,
  }
}
