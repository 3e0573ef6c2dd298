import type { Dialect } from '../scripted/dialect.ts'
import { anthropic } from './anthropic.ts'
import { gemini } from './gemini.ts'
import { ollama } from './ollama.ts'
import { openai } from './openai.ts'

/** Every API that the scripted server speaks. */
export const DIALECTS = { anthropic, gemini, ollama, openai } as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS
