import type { Skill } from '../capsules/agent-folder.ts'
import type { AgentProfile } from '../capsules/agent-profile.ts'
import { type ProfileCall, proposeAgentWithModel } from '../capsules/propose-agent-with-model.ts'
import type { JournaledModelCall, WantedAgent } from '../coordinator/ports.ts'
import { tryParseJson } from '../kernel/json.ts'
import type { ModelRequest } from '../models/chat-model.ts'

type ModelMessage = ModelRequest['messages'][number]

/** A profile by the model of this run, each call through its journal. */
export async function proposeWithModel(
  { task, required_tools, skills, taken }: WantedAgent & { readonly skills: readonly Skill[]; readonly taken: readonly string[] },
  call: JournaledModelCall,
): Promise<AgentProfile> {
  return proposeAgentWithModel({
    task,
    skills,
    requiredTools: required_tools,
    taken,
    call: async (request) => {
      const { response_schema, repair } = request
      const purpose = repair === undefined ? 'create_agent' : 'create_agent.repair'
      const reply = await call(purpose, { messages: messagesOf(request), tools: [], response_schema })
      const parsed = tryParseJson(reply.content)
      return parsed.ok ? parsed.value : null
    },
  })
}

function messagesOf({ system, user, repair }: ProfileCall): ModelMessage[] {
  const asked: ModelMessage[] = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ]
  if (repair === undefined) return asked
  const told = `This profile cannot be used:\n${repair.problems.map((problem) => `- ${problem}`).join('\n')}\nAnswer with the whole profile, corrected.`
  return [...asked, { role: 'assistant', content: JSON.stringify(repair.answer) }, { role: 'user', content: told }]
}
