import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { AgentData } from '../../view/menu/places/agent/agent-io.ts'
import type { AgentDetail } from '../../view/rows.ts'
import { savedAgentText } from '../../view/saved-agent-text.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'
import { performDeed } from './agent-deeds.ts'

export const performAgent: Performer<'agent'> = async (effect, desk) => {
  switch (effect.do) {
    case 'look':
      return look(effect.agent_id, desk)
    case 'judge':
      return judge(effect.agent, desk)
    case 'compare': {
      const app = await desk.app()
      const [before, now] = await Promise.all([app.versionTexts(effect.agent_id, effect.version), app.agentTexts(effect.agent_id)])
      return desk.tell({ type: 'compared', version: effect.version, before, now })
    }
    case 'restore-version': {
      const saved = await (await desk.appToWork()).restoreVersion(effect.agent_id, effect.version)
      desk.say({ text: `Version ${saved.restored} is back. ${savedAgentText(saved)}`, as: 'good' })
      return look(effect.agent_id, desk)
    }
    case 'promote': {
      const { folder } = await (await desk.appToWork()).promoteAgent(effect.agent_id, effect)
      desk.say({ text: `${effect.agent_id} is an agent of the project now: ${folder}`, as: 'good' })
      return look(effect.agent_id, desk)
    }
    case 'forget-evolution': {
      const { forgotten } = await (await desk.appToWork()).resetEvolution(effect.agent_id)
      desk.say({ text: `${effect.agent_id} is as its folder says again; forms forgotten: ${forgotten}.`, as: 'good' })
      return look(effect.agent_id, desk)
    }
    default:
      await performDeed(effect, desk)
      return look(effect.do === 'delete' ? (effect.agent_ids[0] ?? '') : effect.agent_id, desk)
  }
}

async function look(agent_id: string, { app: open, tell }: Desk<AgentData>): Promise<void> {
  const app = await open()
  try {
    const agent = await found(app, agent_id)
    if (agent === undefined) tell({ type: 'gone', trashed: (await app.listTrash()).some((one) => one.agent_id === agent_id) })
    else tell({ type: 'looked', agent, versions: await app.agentVersions(agent_id) })
  } finally {
    tell({ type: 'rested' })
  }
}

async function found(app: App, agent_id: string): Promise<AgentDetail | undefined> {
  try {
    return await app.getAgent(agent_id, { include_embedding: false })
  } catch (error) {
    if (error instanceof ClawError && error.code === 'NOT_FOUND') return undefined
    throw error
  }
}

async function judge(
  { agent_id, tools, manifest }: Pick<AgentDetail, 'agent_id' | 'tools' | 'manifest'>,
  desk: Desk<AgentData>,
): Promise<void> {
  const app = await desk.app()
  const asks = manifest?.['requires_approval_for']
  const requires_approval_for = Array.isArray(asks) ? asks.map(String) : []
  const [permissions, { findings }] = await Promise.all([
    app.agentPermissions({ agent_id, tools, requires_approval_for }),
    app.lintAgent(agent_id),
  ])
  desk.tell({ type: 'judged', permissions, findings })
}
