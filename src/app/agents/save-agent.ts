import type { AgentFolder } from '../../capsules/agent-folder.ts'
import { type AgentTexts, digestOfTexts } from '../../capsules/edit/agent-texts.ts'
import { copyAgentFolder } from '../../capsules/edit/copy-agent-folder.ts'
import { describeChange } from '../../capsules/edit/describe-change.ts'
import { writeAgentTexts } from '../../capsules/edit/write-agent-texts.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { PinState } from '../../view/rows.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import type { SavedAgent } from './agent-edit-port.ts'
import type { AgentPlace } from './agent-place.ts'

export interface AgentSave {
  readonly texts: AgentTexts
  readonly expected: string
  readonly why: string
}

/** Writes valid texts where the agent stands, or into a copy of a shipped one; brings index, pins and audit along. */
export async function saveAgent(services: Services, place: AgentPlace, { texts, expected, why }: AgentSave): Promise<SavedAgent> {
  const { agent_id } = place
  if (digestOfTexts(texts) === expected) return unchanged(place, expected)
  const former = services.catalog.get(agent_id)
  const pin = former === undefined ? null : await services.catalog.pins.agentState(former)
  const shipped = place.source === 'shipped'
  const folder = shipped ? await copyAgentFolder({ from: place.folder, dir: services.config.newAgentsDir, agent_id }) : place.folder
  const by = localActor()
  const { before, after, version } = await writeAgentTexts({ folder, texts, expected, by, why, clock: systemClock })
  await services.catalog.refresh()
  const agent = requireRead(services, agent_id)
  const trust = await repin(services, agent, pin)
  const what =
    former === undefined
      ? 'it was broken before'
      : describeChange({ manifest: former.manifest, skill: former.skillText }, { manifest: agent.manifest, skill: agent.skillText })
  const copied_from = shipped ? place.folder : null
  services.store.audit.append({
    actor: by,
    action: why === 'edit' ? 'agent.edited' : 'agent.restored',
    target: agent_id,
    agent_id,
    reason: why === 'edit' ? what : `${why}: ${what}`,
    detail: { digest_before: before, digest_after: after, version_kept: version, folder, copied_from },
  })
  return { agent_id, folder, changed: true, digest_before: before, digest_after: after, what, version_kept: version, copied_from, ...trust }
}

function unchanged({ agent_id, folder }: AgentPlace, digest: string): SavedAgent {
  const nothing = { changed: false, what: '', version_kept: null, copied_from: null, still_asks: [], untrusted: false }
  return { agent_id, folder, digest_before: digest, digest_after: digest, ...nothing }
}

/**
 * The person made this edit, so it is taken. What others had changed before is not taken along with it, and text that nobody had accepted does
 * not become accepted by an edit of one line.
 */
async function repin(
  { catalog: { pins } }: Services,
  agent: AgentFolder,
  before: PinState | null,
): Promise<Pick<SavedAgent, 'still_asks' | 'untrusted'>> {
  if (before?.state === 'asks') return { still_asks: before.what, untrusted: before.trust === 'found' }
  const foreign = agent.source === 'workspace' || agent.source === 'workspace_state'
  const untrusted = foreign && before?.state !== 'shipped' && (before === null || before.trust === null || before.trust === 'found')
  await (untrusted ? pins.rewritten(agent) : pins.acceptAgent(agent))
  return { still_asks: [], untrusted }
}

function requireRead({ catalog }: Services, agent_id: string): AgentFolder {
  const agent = catalog.get(agent_id)
  if (agent) return agent
  const problem = catalog.scanned().broken.find((one) => one.agent_id === agent_id)?.problem ?? 'it is not found'
  throw new ClawError('AGENT_INVALID', `'${agent_id}' was written and cannot be read back: ${problem}`, {
    fix: `claw agent restore ${agent_id}`,
  })
}
