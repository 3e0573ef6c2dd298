import type { ModelRequest } from '../chat-model.ts'

// Prose has 4 to 5 characters a token, numbers and other scripts fewer; no text of some length has 8. More than one token for two bytes is as rare.
const CHARS_AT_MOST = 8
const CHARS_HARDLY_EVER = 6
const BYTES_AT_LEAST = 2
// Tokenizers take a run of spaces or dashes as one token.
const RUN = /(.)\1{4,}/gs

export interface PromptSize {
  /** Fewer tokens cannot be. */
  readonly least: number
  /** Fewer would be odd. */
  readonly likely: number
  /** More cannot be. */
  readonly most: number
}

/** Between which numbers of tokens a prompt lies. Templates may print tools in fewer words than JSON has: they count for the most alone. */
export function promptSize({ messages, tools }: ModelRequest): PromptSize {
  const texts = messages.map(({ content, tool_calls }) => `${content}${tool_calls === undefined ? '' : JSON.stringify(tool_calls)}`)
  const text = texts.join('\n')
  const dense = text.replace(RUN, '$1$1').length
  return {
    least: Math.floor(dense / CHARS_AT_MOST),
    likely: Math.floor(dense / CHARS_HARDLY_EVER),
    most: Math.ceil(Buffer.byteLength(`${text}${tools.length > 0 ? JSON.stringify(tools) : ''}`) / BYTES_AT_LEAST),
  }
}
