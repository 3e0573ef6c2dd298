import { type ScriptedModelProcess, spawnScriptedModel } from './scripted-model-process.ts'
import type { Rule } from './scripted-openai.ts'

export type { ScriptedModelProcess as ScriptedOpenAiProcess } from './scripted-model-process.ts'

/** The scripted OpenAI server as a child process; script and log are put into `folder`. It dies with this process. */
export function spawnScriptedOpenAi(folder: string, rules: readonly Rule[], port = 0): Promise<ScriptedModelProcess> {
  return spawnScriptedModel('openai', { folder, rules, port })
}
