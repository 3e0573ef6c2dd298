import type { Json, JsonObject } from '../../../src/kernel/json.ts'

/** A request for a chat as it came over the wire, reduced to what scripts look at; the same for every provider. */
export interface ChatRequest {
  readonly model: string
  readonly stream: boolean
  readonly messages: readonly {
    readonly role: string
    readonly content: string
    readonly tool_calls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
    readonly tool_call_id: string | undefined
  }[]
  readonly tools: readonly string[]
  /** Name of the JSON schema that the answer must fit. */
  readonly schema: string | undefined
  readonly body: JsonObject
}

export interface ScriptedToolCall {
  readonly name: string
  /** A text is sent as it is: broken JSON on purpose. */
  readonly args: JsonObject | string
  readonly id?: string
  /** Of the thoughts before it: Gemini wants it back. */
  readonly signature?: string
}

/** What a good server says. In texts `{{last}}` stands for the last message, `{{task}}` for the first user message. */
export interface Completion {
  readonly text?: string
  /** Sent as JSON text: the answer to a request with response_format json_schema. */
  readonly json?: Json
  readonly tool_calls?: readonly ScriptedToolCall[]
  readonly refusal?: string
  /** `stop`, `length`, `tool_calls` and `content_filter` are said in the provider's words; another one goes out as it is. */
  readonly finish_reason?: string
  readonly usage?:
    | {
        readonly prompt: number
        readonly completion: number
        readonly cached?: number
        readonly written?: number
        readonly thoughts?: number
      }
    | 'none'
  readonly delay_ms?: number
  /** Characters per streamed piece; 12 when absent. */
  readonly piece?: number
  readonly piece_delay_ms?: number
}

/** An error answer in the provider's form. */
export interface Failure {
  readonly status: number
  readonly code?: string
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Of Google's errors. */
  readonly details?: readonly JsonObject[]
}

export const FAULTS = [
  /** 200 with an HTML page. */
  'garbage',
  /** 200, an event stream whose data is not JSON. */
  'garbage_stream',
  /** 200 with JSON of another shape. */
  'wrong_shape',
  /** 200 and no byte. */
  'empty',
  /** An event stream that ends in the middle, cleanly. */
  'half_stream',
  /** An event stream whose connection breaks in the middle. */
  'cut_stream',
  /** An event stream that says an error in the middle. */
  'error_stream',
  /** An event stream that falls silent in the middle. */
  'stall',
  /** The connection is reset before any answer. */
  'reset',
  /** Never answers. */
  'hang',
  /** An event stream that never ends. */
  'endless',
  /** 307 to another place. */
  'redirect',
  /** Answers a streaming request with one plain JSON answer. */
  'no_stream',
] as const

export type Fault = (typeof FAULTS)[number]
export type ScriptedReply =
  | string
  | Completion
  /** `in_stream`: said in the middle of an answer that began well. */
  | { readonly error: Failure; readonly in_stream?: boolean; readonly delay_ms?: number }
  | { readonly fault: Fault; readonly delay_ms?: number }

/** All members that are given must hold. A text is looked for as a substring, or as a regular expression when written `/.../flags`. */
export interface When {
  readonly system?: string
  /** The first user message: the task. */
  readonly task?: string
  readonly last?: string
  readonly any?: string
  readonly last_role?: string
  readonly model?: string
  /** A tool that is offered. */
  readonly tool?: string
  /** Name of the JSON schema; `none` for requests without. */
  readonly schema?: string
  /** How many assistant messages the conversation holds: stateless, so it survives a restart of the server. */
  readonly turn?: number
}

export interface Rule {
  readonly name?: string
  readonly when?: When
  /** One reply serves any number of requests; a list is used up one by one, then the rule no longer matches. */
  readonly reply: ScriptedReply | readonly ScriptedReply[]
}

export type Script = readonly Rule[] | ((request: ChatRequest, n: number) => ScriptedReply | Promise<ScriptedReply>)
