import { openai } from './dialects/openai.ts'
import { type Script, type ScriptedModel, type ScriptedModelOptions, startScriptedModel } from './scripted-model.ts'

export type { ChatRequest, Rule, Script, ScriptedModel as ScriptedOpenAi, ScriptedReply } from './scripted-model.ts'

/** The scripted server as OpenAI or a compatible server. */
export function startScriptedOpenAi(script: Script, options: ScriptedModelOptions = {}): Promise<ScriptedModel> {
  return startScriptedModel(openai, script, options)
}
