import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Config } from '../../config/config.ts'
import type { StateRow } from '../../view/system-rows.ts'
import { faultsDir } from '../faults/keep-fault.ts'
import { refsDir } from '../open-services.ts'

interface Part {
  readonly what: string
  readonly path: string
  readonly about: string
  readonly size: () => Promise<Size>
}

interface Size {
  readonly bytes: number
  readonly files: number
}

/** What claw keeps, part by part, also where it is empty. */
export async function stateSizes(config: Config): Promise<readonly StateRow[]> {
  return Promise.all(partsOf(config).map(async ({ what, path, about, size }) => ({ what, path, about, ...(await size()) })))
}

function partsOf(config: Config): readonly Part[] {
  const folder = (path: string): Pick<Part, 'path' | 'size'> => ({ path, size: () => folderSize(path) })
  const database = (path: string): Pick<Part, 'path' | 'size'> => ({ path, size: () => databaseSize(path) })
  return [
    {
      what: 'Registry',
      ...database(config.dbPath),
      about: 'Runs, events, journal, approvals, audit and the index of agents: the truth of this workspace.',
    },
    {
      what: 'Checkpoints',
      ...database(config.checkpointsPath),
      about: 'Where control stood in each run. A cache: it is made anew from the journal.',
    },
    { what: 'Run logs', ...folder(config.runLogsDir), about: 'The events of each run as JSON lines, a copy of those in the registry.' },
    { what: 'Large results', ...folder(refsDir(config)), about: 'Results of tools that are too long for a line, by their hash.' },
    {
      what: 'Undo images',
      ...folder(join(config.stateDir, 'undo')),
      about: 'Files as they were before a run changed them. Old ones go by CLOSED_CLAW_UNDO_MAX_MB and CLOSED_CLAW_UNDO_KEEP_DAYS.',
    },
    { what: 'Agents made here', ...folder(config.newAgentsDir), about: 'Folders of the agents that were made in this workspace.' },
    {
      what: 'Memories',
      path: config.newAgentsDir,
      size: () => memorySize(config),
      about: 'The memory databases of all agents, wherever their folders are.',
    },
    {
      what: 'Trash',
      ...folder(join(config.stateDir, 'trash')),
      about: 'Deleted agents, until they are swept: claw agent restore <id> brings one back.',
    },
    {
      what: 'Internal errors',
      ...folder(faultsDir(config)),
      about: 'What claw did not expect, masked, at most 50: for a report of a bug.',
    },
    { what: 'Compiled code', ...folder(config.userCacheDir), about: 'A cache of claw, made anew when it is missing.' },
    {
      what: 'State of the user',
      ...folder(config.userStateDir),
      about: 'The list of workspaces, the heads of the audit chains, what sandboxes were proven.',
    },
  ]
}

async function databaseSize(path: string): Promise<Size> {
  return sum(await Promise.all(['', '-wal', '-shm'].map((end) => fileSize(`${path}${end}`))))
}

async function memorySize({ agentDirs, newAgentsDir, stateDir }: Config): Promise<Size> {
  const folders = [...new Set([...agentDirs.map(({ path }) => path), newAgentsDir, join(stateDir, 'memory')])]
  return sum(await Promise.all(folders.map((path) => folderSize(path, (file) => basename(file).startsWith('memory.db')))))
}

// What cannot be read, or is gone by now, counts nothing.
async function folderSize(path: string, counts: (file: string) => boolean = () => true): Promise<Size> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return sum(await Promise.all(files.filter(counts).map(fileSize)))
}

async function fileSize(path: string): Promise<Size> {
  const found = await stat(path).catch(() => undefined)
  return found === undefined ? { bytes: 0, files: 0 } : { bytes: found.size, files: 1 }
}

function sum(sizes: readonly Size[]): Size {
  return sizes.reduce((total, { bytes, files }) => ({ bytes: total.bytes + bytes, files: total.files + files }), { bytes: 0, files: 0 })
}
