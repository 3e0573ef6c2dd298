import type { App } from '../../app/app-port.ts'
import { APPROVAL_MODES, POLICY_PRESETS, PROVIDERS } from '../../config/config.ts'
import type { OptionChoices } from '../../view/menu/places/home/home-io.ts'

const MAX_AGENTS = 500

/** What the options of a run can be. */
export async function optionChoices(app: Pick<App, 'config' | 'listAgents'>): Promise<OptionChoices> {
  const { provider, model, policyPreset, createApprovalMode, apiApprovalMode } = app.config
  return {
    agents: (await app.listAgents({ limit: MAX_AGENTS })).map(({ agent_id, status }) => ({ agent_id, status })),
    providers: PROVIDERS,
    presets: POLICY_PRESETS,
    modes: APPROVAL_MODES,
    configured: { provider, model: model ?? 'none', policy: policyPreset, create: createApprovalMode, api: apiApprovalMode },
  }
}
