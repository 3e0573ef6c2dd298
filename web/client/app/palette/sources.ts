import { AGENT_SOURCE } from './agent-source.ts'
import { RUN_SOURCE } from './run-source.ts'
import { SETTING_SOURCE } from './setting-source.ts'
import { SKILL_SOURCE } from './skill-source.ts'
import type { Source } from './source.ts'
import { TOOL_SOURCE } from './tool-source.ts'

/** What of the workspace the palette searches, in the order in which it is shown. */
export const SOURCES: readonly Source[] = [RUN_SOURCE, AGENT_SOURCE, SKILL_SOURCE, TOOL_SOURCE, SETTING_SOURCE]
