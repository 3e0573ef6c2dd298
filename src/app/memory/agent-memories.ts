import { constants, copyFileSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AgentFolder } from '../../capsules/agent-folder.ts'
import type { AgentMemory } from '../../capsules/memory/agent-memory.ts'
import { createMemory } from '../../capsules/memory/create-memory.ts'
import type { Config } from '../../config/config.ts'
import type { MemoryPort } from '../../coordinator/ports.ts'
import type { Embedder } from '../../embedding/embedder.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { Store } from '../../store/store.ts'

/** Also of an agent whose manifest is broken. */
export type MemoryOwner = Pick<AgentFolder, 'agent_id' | 'folder' | 'source'>

export interface AgentMemories {
  readonly port: MemoryPort
  of(owner: MemoryOwner): AgentMemory
  path(owner: MemoryOwner): string
  /** Of the file with its log; 0 when there is none. */
  bytes(owner: MemoryOwner): number
  /** Lets go of the file, before its folder is moved. */
  release(agent_id: string): void
  close(): void
}

export interface AgentMemoriesOptions {
  readonly config: Config
  readonly store: Store
  readonly embedder: Embedder
  readonly agent: (agent_id: string) => MemoryOwner | undefined
}

/** The memories of all agents, each opened when it is first needed. */
export function createAgentMemories({ config, store, embedder, agent }: AgentMemoriesOptions): AgentMemories {
  const opened = new Map<string, AgentMemory>()

  function of(owner: MemoryOwner): AgentMemory {
    const known = opened.get(owner.agent_id)
    if (known) return known
    requireOwnPlace(config, owner)
    beginWithBrought(owner, path(owner))
    const memory = createMemory({ path: path(owner), clock: systemClock, embedder, limits: config.memory, vecPath: config.sqliteVecPath })
    opened.set(owner.agent_id, memory)
    return memory
  }

  function path(owner: MemoryOwner): string {
    return join(keptInFolder(config, owner) ? owner.folder : join(config.stateDir, 'memory', owner.agent_id), 'memory.db')
  }

  // A run may go on with an agent that was deleted meanwhile. Written then, its memory would stand where the agent is to come back to.
  function present(agent_id: string): MemoryOwner | undefined {
    const owner = agent(agent_id)
    return owner !== undefined && existsSync(owner.folder) ? owner : undefined
  }

  async function recall(agent_id: string, query: string, limit: number) {
    const owner = present(agent_id)
    if (owner === undefined || config.memory.mode === 'off' || config.memory.tokens === 0) return []
    const items = await of(owner).recall({ query, limit, tokens: config.memory.tokens })
    return items.map(({ run_id, ...item }) => (vouchedFor(owner, run_id) ? item : { ...item, untrusted: true }))
  }

  // A folder from elsewhere may bring a memory along, with whatever was put into it: only runs of this user vouch for what they learned.
  function vouchedFor({ source }: MemoryOwner, run_id: string): boolean {
    return source === 'configured' || (store.runs.get(run_id) !== undefined && !store.brought.has(run_id))
  }

  return {
    port: {
      recall,
      touch: async (agent_id, ids) => {
        const owner = present(agent_id)
        if (owner !== undefined) await of(owner).touch(ids)
      },
      write: async (agent_id, draft) => {
        const owner = present(agent_id)
        return owner !== undefined && config.memory.mode === 'on' ? of(owner).write(draft) : { state: 'off' }
      },
    },
    of,
    path,
    bytes: (owner) =>
      [path(owner), `${path(owner)}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
    release: (agent_id) => {
      opened.get(agent_id)?.close()
      opened.delete(agent_id)
    },
    close: () => {
      for (const memory of opened.values()) memory.close()
      opened.clear()
    },
  }
}

/**
 * An agent of this workspace keeps its memory in its folder; a shipped one belongs to the package, so what it learns stays with the workspace, also
 * while an edited copy stands in for it.
 */
function keptInFolder({ agentDirs }: Config, { agent_id, source, folder }: MemoryOwner): boolean {
  if (source !== 'configured' && source !== 'workspace_state') return false
  const shipped = agentDirs.some((dir) => dir.source === 'shipped' && existsSync(join(dir.path, agent_id)))
  return !shipped || existsSync(join(folder, 'memory.db'))
}

/** An agent of the project may bring a memory along: this workspace begins with a copy. What its own runs did not learn counts as untrusted. */
function beginWithBrought({ folder, source }: MemoryOwner, path: string): void {
  if (source !== 'workspace' || existsSync(path)) return
  for (const end of ['', '-wal']) {
    const brought = join(folder, `memory.db${end}`)
    if (lstatSync(brought, { throwIfNoEntry: false })?.isFile() !== true) return
    mkdirSync(dirname(path), { recursive: true })
    copyFileSync(brought, `${path}${end}`, constants.COPYFILE_EXCL)
  }
}

// A link in place of a folder would have the memory written elsewhere.
function requireOwnPlace(config: Config, owner: MemoryOwner): void {
  const places = keptInFolder(config, owner)
    ? [owner.folder]
    : [join(config.stateDir, 'memory'), join(config.stateDir, 'memory', owner.agent_id)]
  const link = places.find((place) => lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true)
  if (link === undefined) return
  throw new ClawError('STORE_CORRUPT', `The memory of ${owner.agent_id} is not kept where ${link} leads: it is a link.`, {
    fix: `rm '${link}'`,
    where: link,
  })
}
