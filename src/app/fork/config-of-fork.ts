import type { Config } from '../../config/config.ts'
import { loadConfig } from '../../config/load-config.ts'
import type { CoordinatorPorts, ForkOptions } from '../../coordinator/ports.ts'
import { own } from '../../kernel/json.ts'
import type { ChatModel } from '../../models/chat-model.ts'

/** The settings as this fork changes them: for itself, and for every resume of it. Throws CONFIG_INVALID. */
export function configOfFork(config: Config, fork: ForkOptions | null): Config {
  if (fork === null) return config
  const policy = fork.policy === null ? {} : { policyPreset: fork.policy as Config['policyPreset'] }
  if (fork.provider === null) return { ...config, ...policy, ...(fork.model === null ? {} : { model: fork.model, providerReason: REASON }) }
  const flags = { CLOSED_CLAW_LLM_PROVIDER: fork.provider, ...(fork.model === null ? {} : { CLOSED_CLAW_LLM_MODEL: fork.model }) }
  const { provider, model, apiKey, apiKeyName, baseUrl, fallback } = loadConfig({ workspace: config.workspace, flags })
  return { ...config, ...policy, provider, model, apiKey, apiKeyName, baseUrl, fallback, providerReason: REASON }
}

const REASON = 'chosen with the fork'

/** The ports of a run with the temperature and the instructions that its fork gave. */
export function portsOfFork(ports: CoordinatorPorts, fork: ForkOptions | null): CoordinatorPorts {
  if (fork === null) return ports
  const { temperature, skills } = fork
  const { agents } = ports
  const at = (model: ChatModel): ChatModel =>
    temperature === null ? model : { ...model, call: (request, options) => model.call({ ...request, temperature }, options) }
  const model = ports.model === null ? null : at(ports.model)
  const chosen = fork.model !== null || fork.provider !== null
  return {
    ...ports,
    model,
    // What the person chose for the fork goes before what an agent names.
    agentModel: async (...named) => (chosen && model !== null ? model : at(await ports.agentModel(...named))),
    agents: {
      ...agents,
      systemPrompt: (agent, ...rest) =>
        agents.systemPrompt({ ...agent, skillText: own(skills, agent.agent_id) ?? agent.skillText }, ...rest),
    },
  }
}
