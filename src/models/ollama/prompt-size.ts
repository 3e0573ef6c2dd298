import type { ModelRequest } from '../chat-model.ts'

// Bounds of what a token can be in real text: prose has 4 to 5 bytes a token, numbers and other scripts fewer, indented code more.
const MAX_BYTES_PER_TOKEN = 12
const MIN_BYTES_PER_TOKEN = 2
// Tokenizers take a run of spaces or dashes as one token.
const RUN = /(.)\1{4,}/gs

export interface PromptSize {
  /** No tokenizer makes fewer tokens of it. */
  readonly least: number
  /** Hardly a tokenizer makes more. */
  readonly most: number
}

/** Between which numbers of tokens a prompt lies. */
export function promptSize({ messages, tools }: ModelRequest): PromptSize {
  const texts = messages.map(({ content, tool_calls }) => `${content}${tool_calls === undefined ? '' : JSON.stringify(tool_calls)}`)
  const text = `${texts.join('\n')}${tools.length > 0 ? JSON.stringify(tools) : ''}`
  return {
    least: Math.floor(Buffer.byteLength(text.replace(RUN, '$1$1')) / MAX_BYTES_PER_TOKEN),
    most: Math.ceil(Buffer.byteLength(text) / MIN_BYTES_PER_TOKEN),
  }
}
