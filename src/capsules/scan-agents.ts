import { readdir, realpath } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import type { AgentFolder, BrokenAgent, ScannedAgents } from './agent-folder.ts'
import { readAgentFolder } from './read-agent-folder.ts'
import { errnoOf } from './read-folder-file.ts'

export interface AgentDir {
  readonly path: string
  readonly source: AgentFolder['source']
}

/**
 * Reads every agent folder of the directories, in their order: the first holder of an id wins, a broken holder too, since falling back to another
 * agent unasked would be worse than saying what is wrong. Never throws for a folder.
 */
export async function scanAgents(
  dirs: readonly AgentDir[],
  options: { readonly skillIds?: ReadonlySet<string> } = {},
): Promise<ScannedAgents> {
  const agents: AgentFolder[] = []
  const broken: BrokenAgent[] = []
  const shadowed: { agent_id: string; folder: string; by: string }[] = []
  const holders = new Map<string, string>()
  for (const dir of await distinct(dirs)) {
    const listing = await listFolders(dir)
    if (listing.problem !== null)
      broken.push({ agent_id: basename(dir.path), folder: dir.path, source: dir.source, problem: listing.problem })
    for (const name of listing.names) {
      const folder = join(dir.path, name)
      const by = holders.get(name)
      if (by !== undefined) {
        shadowed.push({ agent_id: name, folder, by })
        continue
      }
      holders.set(name, folder)
      const read = (await leadsOut(folder, dir.path))
        ? { ok: false as const, problem: 'the folder is a symbolic link that leads out of the agents folder' }
        : await readAgentFolder(folder, dir.source, options.skillIds)
      if (read.ok) agents.push(read.agent)
      else broken.push({ agent_id: name, folder, source: dir.source, problem: read.problem })
    }
  }
  return { agents, broken, shadowed }
}

/** In claw's own repository the workspace's agents folder is the package's: one directory, and it counts as shipped. */
async function distinct(dirs: readonly AgentDir[]): Promise<AgentDir[]> {
  const byPath = new Map<string, AgentDir>()
  for (const dir of dirs) {
    const real = await realpath(dir.path).catch(() => dir.path)
    const known = byPath.get(real)
    if (known === undefined || dir.source === 'shipped') byPath.set(real, { path: known?.path ?? dir.path, source: dir.source })
  }
  return [...byPath.values()]
}

/** Folders by name; what begins with a dot is not an agent (half-made folders, tools of editors). */
async function listFolders(dir: AgentDir): Promise<{ readonly names: readonly string[]; readonly problem: string | null }> {
  try {
    const entries = await readdir(dir.path, { withFileTypes: true })
    const names = entries
      .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
      .map((entry) => entry.name)
    return { names: names.sort(), problem: null }
  } catch (error) {
    const code = errnoOf(error)
    return { names: [], problem: code === 'ENOENT' ? null : `the agents folder cannot be read (${code})` }
  }
}

async function leadsOut(folder: string, dir: string): Promise<boolean> {
  const [real, root] = await Promise.all([realpath(folder).catch(() => folder), realpath(dir)])
  return real !== folder && !real.startsWith(root + sep)
}
