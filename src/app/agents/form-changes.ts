import type { AgentFolder, BrokenAgent, ScannedAgents } from '../../capsules/agent-folder.ts'
import { describeChange } from '../../capsules/edit/describe-change.ts'
import type { FormChange, FormsPort } from '../../coordinator/ports.ts'
import { sha256 } from '../../kernel/hash.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { manifestSchema } from '../../protocol/manifest.ts'
import type { AgentFormRow, AgentFormStore } from '../../store/agent-form-store.ts'

/** What became of the agents since a run last began, whoever changed their files. An agent that no run has seen yet is no change. */
export function formChanges(forms: AgentFormStore, scanned: () => Pick<ScannedAgents, 'agents' | 'broken'>): FormsPort {
  const present = (): AgentFormRow[] => [...scanned().agents.map(formOf), ...scanned().broken.map(brokenForm)]

  function changes(): FormChange[] {
    const known = forms.digests()
    const { agents, broken } = scanned()
    const differs = ({ agent_id, digest }: AgentFormRow): boolean => known.has(agent_id) && known.get(agent_id) !== digest
    const edited = agents.filter((agent) => differs(formOf(agent))).map((agent) => changeOf(agent, forms.get(agent.agent_id)))
    const lost = broken.filter((agent) => differs(brokenForm(agent))).map((agent) => lossOf(agent, forms.get(agent.agent_id)))
    return [...edited, ...lost]
  }

  function noted(): void {
    const known = forms.digests()
    const news = present().filter(({ agent_id, digest }) => known.get(agent_id) !== digest)
    if (news.length > 0) forms.put(news)
  }

  return { changes, noted }
}

function changeOf(agent: AgentFolder, before: AgentFormRow | undefined): FormChange {
  const { agent_id, digest: digest_after } = agent
  const json = tryParseJson(before?.manifest ?? '')
  const manifest = manifestSchema.safeParse(json.ok ? json.value : undefined)
  const what = manifest.success
    ? `changed since the last run: ${describeChange({ manifest: manifest.data, skill: before?.skill_digest ?? '' }, { manifest: agent.manifest, skill: sha256(agent.skillText) }) || 'layout only'}`
    : 'could not be read at the last run and can now'
  return { agent_id, what, digest_before: before?.digest ?? null, digest_after }
}

function lossOf({ agent_id, problem }: BrokenAgent, before: AgentFormRow | undefined): FormChange {
  return {
    agent_id,
    what: `cannot be read since the last run and is left out: ${problem}`,
    digest_before: before?.digest ?? null,
    digest_after: null,
  }
}

function formOf({ agent_id, digest, manifest, skillText }: AgentFolder): AgentFormRow {
  return { agent_id, digest, manifest: JSON.stringify(manifest), skill_digest: sha256(skillText) }
}

function brokenForm({ agent_id, problem }: BrokenAgent): AgentFormRow {
  return { agent_id, digest: `broken ${sha256(problem)}`, manifest: '', skill_digest: '' }
}
