import { existsSync } from 'node:fs'
import type { App } from '../../app/app-port.ts'
import { writePrivateFile } from '../../kernel/private-file.ts'
import { plural } from '../../view/format.ts'
import type { AgentMemoryData, AgentMemoryEffect, MemoryLook } from '../../view/menu/places/agent-memory/agent-memory-io.ts'
import { completePaths } from '../complete-paths.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'
import { typedPath } from '../typed-path.ts'

const MAX_ITEMS = 1_000_000
const MAX_HITS = 50

export const performAgentMemory: Performer<'agent-memory'> = async (effect, desk) => {
  const app = await desk.app()
  switch (effect.do) {
    case 'load':
      return load(app, effect.agent_id, effect.look, desk)
    case 'pin':
      await app.pinMemory(effect.agent_id, effect.memory_id, effect.pinned)
      desk.say({ text: effect.pinned ? 'Pinned: it neither expires nor gives way.' : 'It is an item like any other again.', as: 'good' })
      return load(app, effect.agent_id, effect.look, desk)
    case 'forget': {
      const gone = await app.forgetMemory(effect.agent_id, effect.choice)
      desk.say({ text: `Forgotten: ${plural(gone.length, 'item')}.`, as: 'good' })
      return load(app, effect.agent_id, effect.look, desk)
    }
    case 'export':
      return write(app, effect, desk)
    case 'paths':
      return desk.tell({ type: 'paths', query: effect.query, paths: await completePaths(effect.query, desk) })
    default:
      return effect satisfies never
  }
}

async function load(app: App, agent_id: string, look: MemoryLook, { tell }: Desk<AgentMemoryData>): Promise<void> {
  const { kind, all, recall } = look
  const query = { all, limit: MAX_ITEMS, ...(kind === null ? {} : { kind }) }
  const items = recall === '' ? await app.listMemory(agent_id, query) : await app.searchMemory(agent_id, recall, MAX_HITS)
  tell({ type: 'items', look, items })
}

async function write(app: App, effect: Extract<AgentMemoryEffect, { do: 'export' }>, { tell }: Desk<AgentMemoryData>): Promise<void> {
  const path = typedPath(effect.path)
  if (!effect.overwrite && existsSync(path)) return tell({ type: 'exists', path })
  const kind = effect.kind === null ? {} : { kind: effect.kind }
  const items = await app.listMemory(effect.agent_id, { all: true, limit: MAX_ITEMS, ...kind })
  writePrivateFile(path, items.map((item) => `${JSON.stringify(item)}\n`).join(''))
  tell({ type: 'exported', path, items: items.length })
}
