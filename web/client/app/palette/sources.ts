import { RUN_SOURCE } from './run-source.ts'
import type { Source } from './source.ts'

/** What of the workspace the palette searches, in the order in which it is shown. */
export const SOURCES: readonly Source[] = [RUN_SOURCE]
