import { type AgentTexts, digestOfTexts, readAgentTexts } from '../../capsules/edit/agent-texts.ts'
import { listVersions, readVersion } from '../../capsules/edit/agent-versions.ts'
import { checkAgentTexts } from '../../capsules/edit/check-agent-texts.ts'
import { editManifest } from '../../capsules/edit/edit-manifest.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Services } from '../open-services.ts'
import type { AgentEditFunctions, TextProblem } from './agent-edit-port.ts'
import { requirePlace } from './agent-place.ts'
import { saveAgent } from './save-agent.ts'

/** What is read and written stays together: of edits at once, also by other processes, each builds on the one before. */
export function agentEditFunctions(services: Services): AgentEditFunctions {
  const { exclusively } = services.catalog

  async function save(agent_id: string, texts: AgentTexts, expected: string, why: string) {
    const place = requirePlace(services, agent_id)
    requireValid(agent_id, problemsOf(services, agent_id, texts))
    return saveAgent(services, place, { texts, expected, why })
  }

  return {
    agentTexts: async (agent_id) => {
      const { folder, source } = requirePlace(services, agent_id)
      const { problems, ...texts } = await readAgentTexts(folder)
      const copy_to = source === 'shipped' ? services.config.newAgentsDir : null
      return { agent_id, folder, ...texts, digest: digestOfTexts(texts), problems, copy_to }
    },
    checkAgentTexts: async (agent_id, texts) => problemsOf(services, requirePlace(services, agent_id).agent_id, texts),
    saveAgent: async (agent_id, { texts, expected }) => exclusively(() => save(agent_id, texts, expected, 'edit')),
    editAgent: async (agent_id, { skill, ...edits }) =>
      exclusively(async () => {
        const present = await readAgentTexts(requirePlace(services, agent_id).folder)
        const touched = edits.set.length + edits.add.length + edits.remove.length > 0
        const manifest = touched ? editManifest(present.manifest, edits) : present.manifest
        return save(agent_id, { manifest, skill: skill ?? present.skill }, digestOfTexts(present), 'edit')
      }),
    versionTexts: async (agent_id, version) => readVersion(requirePlace(services, agent_id).folder, version),
    agentVersions: async (agent_id) => listVersions(requirePlace(services, agent_id).folder),
    restoreVersion: async (agent_id, wanted) =>
      exclusively(async () => {
        const { folder } = requirePlace(services, agent_id)
        const version = wanted ?? (await listVersions(folder))[0]?.version
        if (version === undefined)
          throw new ClawError('NOT_FOUND', `There is no earlier version of '${agent_id}'.`, { fix: `claw agent versions ${agent_id}` })
        const [texts, present] = await Promise.all([readVersion(folder, version), readAgentTexts(folder)])
        return { ...(await save(agent_id, texts, digestOfTexts(present), `restore of version ${version}`)), restored: version }
      }),
  }
}

function problemsOf({ catalog }: Services, agent_id: string, texts: AgentTexts): readonly TextProblem[] {
  return checkAgentTexts(texts, agent_id, new Set(catalog.skills().map((skill) => skill.skill_id))).problems
}

function requireValid(agent_id: string, problems: readonly TextProblem[]): void {
  if (problems.length === 0) return
  const words = problems.map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`}: ${message}`)
  throw new ClawError('AGENT_INVALID', `'${agent_id}' was not changed:\n${words.join('\n')}`, { fix: `claw agent edit ${agent_id}` })
}
