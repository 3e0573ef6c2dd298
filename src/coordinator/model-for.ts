import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { ChatModel } from '../models/chat-model.ts'
import type { RunContext } from './run-context.ts'

/** The model of an agent: the one that its manifest names, else the configured one; null with the rules engine, which is for all. */
export async function modelFor({ ports }: Pick<RunContext, 'ports'>, { agent_id, manifest }: AgentFolder): Promise<ChatModel | null> {
  const { provider, name } = manifest.model ?? {}
  if (ports.model === null || (provider === undefined && name === undefined)) return ports.model
  return ports.agentModel(agent_id, manifest.model ?? {})
}
