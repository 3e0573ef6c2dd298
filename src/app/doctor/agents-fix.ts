import { join } from 'node:path'
import { canRewrite } from '../rewrite-entrypoints.ts'

interface Folder {
  readonly folder: string
}

const MISSING_SKILL = /there is no skill '([^']+)'/

/** The way out for the first agent or skill that is broken: what a command mends, else the file to correct. */
export function agentsFix(
  agents: readonly (Folder & { readonly agent_id: string; readonly problem: string })[],
  skills: readonly Folder[],
): string {
  if (agents.some((agent) => canRewrite(agent.folder))) return 'claw rewrite-entrypoints'
  const [agent] = agents
  if (agent === undefined)
    return skills[0] === undefined ? 'claw agents' : `Correct ${join(skills[0].folder, 'SKILL.md')}, or delete the folder.`
  const manifest = join(agent.folder, 'manifest.json')
  const skill = MISSING_SKILL.exec(agent.problem)?.[1]
  const first = skill === undefined ? `Correct ${manifest}` : `Take '${skill}' out of skill_ids in ${manifest}`
  return `${first}, or: claw delete-agent ${agent.agent_id}`
}
