import { existsSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { TaskRequest } from '../protocol/messages.ts'
import type { AgentFolder } from './agent-folder.ts'
import type { CapsuleLaunch } from './run-capsule.ts'

export interface CapsuleLaunchOptions {
  readonly agent: AgentFolder
  /** The installed package: its dist/capsule.cjs is the builtin runtime. */
  readonly packageDir: string
  readonly nodePath: string
  /** The loop that the builtin runtime loads while it waits for its task; a request for the other one loads that. */
  readonly engine: TaskRequest['engine']
  /** Version of that node, without `v`; the running one when absent. */
  readonly nodeVersion?: string
}

const DEFAULT_MEMORY_MB = 256

/** How the program of an agent is started. Its environment is a short list: nothing of the host's passes. */
export function capsuleLaunch({
  agent,
  packageDir,
  nodePath,
  engine,
  nodeVersion = process.versions.node,
}: CapsuleLaunchOptions): CapsuleLaunch {
  const memory_mb = agent.manifest.limits?.memory_mb ?? DEFAULT_MEMORY_MB
  const env = { LANG: 'C.UTF-8', PATH: [dirname(nodePath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter) }
  const { entrypoint } = agent.manifest
  if (entrypoint !== 'builtin') {
    return { command: ownCommand(agent, entrypoint.command), cwd: agent.folder, env, read: [agent.folder], memory_mb }
  }
  const bundle = join(packageDir, 'dist')
  const permission = Number.parseInt(nodeVersion, 10) >= 22 ? '--permission' : '--experimental-permission'
  const flags = [permission, `--allow-fs-read=${bundle}/*`, `--max-old-space-size=${memory_mb}`, '--no-warnings']
  return { command: [nodePath, ...flags, join(bundle, 'capsule.cjs'), engine], cwd: bundle, env, read: [bundle], memory_mb }
}

/** A program with a slash and arguments that name files of the folder become absolute; a bare program name is looked up in PATH. */
function ownCommand(agent: AgentFolder, command: readonly string[]): string[] {
  return command.map((part, i) => {
    const path = resolve(agent.folder, part)
    const inside = path.startsWith(agent.folder + sep)
    if (i === 0) return part.includes('/') ? program(agent, part, path, inside) : part
    return inside && !part.startsWith('-') && existsSync(path) ? path : part
  })
}

function program(agent: AgentFolder, part: string, path: string, inside: boolean): string {
  if (inside || isAbsolute(part)) return path
  throw new ClawError('AGENT_INVALID', `The entrypoint '${part}' of agent '${agent.agent_id}' leads out of its folder.`, {
    fix: 'Name a program of the folder, an absolute path, or a program in /usr/bin.',
    where: agent.folder,
  })
}
