import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { lintAgent } from '../../capsules/lint/lint-agent.ts'
import type { LintFinding } from '../../capsules/lint/lint-finding.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { openRouter } from '../open-router.ts'
import type { Services } from '../open-services.ts'
import type { LintedAgent, LintFunctions } from './agent-edit-port.ts'
import { requirePlace } from './agent-place.ts'

export function lintFunctions(services: Services): LintFunctions {
  const { catalog } = services

  async function lint(agent_id: string, folder: string, routed: boolean): Promise<LintedAgent> {
    const others = catalog.list().filter((agent) => agent.agent_id !== agent_id)
    const findings = await lintAgent({ agent_id, folder, skills: catalog.skills(), others })
    return { agent_id, folder, findings: [...findings, ...(routed ? await collisions(services, agent_id) : [])] }
  }

  return {
    lintAgent: async (agent_id) => lint(agent_id, requirePlace(services, agent_id).folder, true),
    lintFolder: async (path) => {
      const folder = resolve(path)
      if ((await stat(folder).catch(() => undefined))?.isDirectory() !== true)
        throw new ClawError('NOT_FOUND', `There is no folder '${path}'.`, { fix: 'claw agent lint <id>' })
      return lint(basename(folder), folder, false)
    },
    lintAll: async () => {
      const all = [...catalog.list(), ...catalog.scanned().broken]
      return Promise.all(all.map(({ agent_id, folder }) => lint(agent_id, folder, true)))
    },
  }
}

/** Examples of an agent that the router would give to another one. */
async function collisions(services: Services, agent_id: string): Promise<LintFinding[]> {
  const agent = services.catalog.get(agent_id)
  if (agent === undefined || services.store.agents.get(agent_id)?.disabled === true) return []
  const router = openRouter(services)
  const found: LintFinding[] = []
  for (const task of agent.manifest.examples) {
    const { agent_id: taken, candidates } = await router.route({ task, required_tools: [] })
    if (taken === null || taken === agent_id) continue
    const scoreOf = (id: string): string => candidates.find((one) => one.agent_id === id)?.score.toFixed(2) ?? '0'
    const message = `'${task}' goes to ${taken} (${scoreOf(taken)}), not to it (${scoreOf(agent_id)}): claw agent why "${task}"`
    found.push({ level: 'warning', rule: 'routing', file: 'manifest.json', line: null, message })
  }
  return found
}
