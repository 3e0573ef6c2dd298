import { APPROVAL_MODES, POLICY_PRESETS, PROVIDERS, RULES_FIRST } from '../../config/config.ts'
import { CORE_TOOLS } from '../../protocol/manifest.ts'
import type { OptionChoices } from '../../view/menu/places/home/home-io.ts'
import type { App } from '../app-port.ts'

const MAX_AGENTS = 500

/** What the options of a run can be. */
export async function optionChoices(app: Pick<App, 'config' | 'listAgents' | 'runTags'>): Promise<OptionChoices> {
  const { provider, model, policyPreset, createApprovalMode, apiApprovalMode, rulesFirst } = app.config
  const [agents, tags] = await Promise.all([app.listAgents({ limit: MAX_AGENTS }), app.runTags()])
  return {
    agents: agents.map(({ agent_id, status }) => ({ agent_id, status })),
    providers: PROVIDERS,
    presets: POLICY_PRESETS,
    modes: APPROVAL_MODES,
    rules: RULES_FIRST,
    tools: CORE_TOOLS,
    tags: tags.map(({ tag }) => tag),
    configured: {
      provider,
      model: model ?? 'none',
      policy: policyPreset,
      create: createApprovalMode,
      api: apiApprovalMode,
      rules: rulesFirst,
    },
  }
}
