import type { AgentFolder, BrokenAgent, ScannedAgents } from '../../capsules/agent-folder.ts'
import { describeChange } from '../../capsules/edit/describe-change.ts'
import type { FormChange, FormsPort } from '../../coordinator/ports.ts'
import { sha256 } from '../../kernel/hash.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { manifestSchema } from '../../protocol/manifest.ts'
import type { AgentFormRow, AgentFormStore } from '../../store/agent-form-store.ts'

/** What became of the agents since a run last began, whoever changed their files. An agent that no run has seen yet is no change. */
export function formChanges(forms: AgentFormStore, scanned: () => Pick<ScannedAgents, 'agents' | 'broken'>): FormsPort {
  function changes(): FormChange[] {
    const known = forms.digests()
    const { agents, broken } = scanned()
    const differs = (agent_id: string, digest: string): boolean => known.has(agent_id) && known.get(agent_id) !== digest
    return [
      ...agents.filter((one) => differs(one.agent_id, one.digest)).map((one) => changeOf(one, forms.get(one.agent_id))),
      ...broken.filter((one) => differs(one.agent_id, digestOf(one))).map((one) => lossOf(one, forms.get(one.agent_id))),
    ]
  }

  function noted(): void {
    const known = forms.digests()
    const { agents, broken } = scanned()
    const news = [
      ...agents.filter((one) => known.get(one.agent_id) !== one.digest).map(formOf),
      ...broken.filter((one) => known.get(one.agent_id) !== digestOf(one)).map(brokenForm),
    ]
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

function brokenForm(agent: BrokenAgent): AgentFormRow {
  return { agent_id: agent.agent_id, digest: digestOf(agent), manifest: '', skill_digest: '' }
}

function digestOf({ problem }: BrokenAgent): string {
  return `broken ${sha256(problem)}`
}
