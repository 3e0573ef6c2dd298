import type { AgentTexts } from '../../capsules/edit/agent-texts.ts'
import { checkAgentTexts } from '../../capsules/edit/check-agent-texts.ts'
import { lintTexts } from '../../capsules/lint/lint-agent.ts'
import { gains } from '../../capsules/pins/compare-pin.ts'
import { NO_POWERS, type Powers } from '../../capsules/pins/pin.ts'
import type { Manifest } from '../../protocol/manifest.ts'
import type { Services } from '../open-services.ts'
import type { EditPreview } from './agent-edit-port.ts'
import { requirePlace } from './agent-place.ts'

/** What would come of saving these texts: why not, what to think of, and what the agent could do more. */
export async function previewEdit(services: Services, agent_id: string, texts: AgentTexts): Promise<EditPreview> {
  const { catalog } = services
  const { folder } = requirePlace(services, agent_id)
  const skills = catalog.skills()
  const { problems, manifest } = checkAgentTexts(texts, agent_id, new Set(skills.map((skill) => skill.skill_id)))
  const others = catalog.list().filter((agent) => agent.agent_id !== agent_id)
  const findings = await lintTexts(texts, { agent_id, folder, skills, others })
  const before = catalog.get(agent_id)?.manifest
  return {
    problems,
    warnings: findings.filter(({ rule }) => rule !== 'schema'),
    widens: manifest === undefined ? [] : gains(before === undefined ? NO_POWERS : powersOf(before), powersOf(manifest)),
  }
}

/** As far as they stand in the manifest: an edit of the texts leaves the files of a program as they are. */
function powersOf({ tools_allowlist, requires_approval_for, entrypoint }: Manifest): Powers {
  return {
    tools: tools_allowlist,
    requires_approval_for,
    entrypoint: entrypoint === 'builtin' ? 'builtin' : JSON.stringify(entrypoint.command),
    files: {},
  }
}
