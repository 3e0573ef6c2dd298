import type { Dialect } from '../scripted/dialect.ts'
import { openai } from './openai.ts'

/** Every API that the scripted server speaks. */
export const DIALECTS = { openai } as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof DIALECTS
