import { closeToBest } from '../../coordinator/close-to-best.ts'
import type { Router } from '../../routing/create-router.ts'
import type { RouteCandidate } from '../../routing/route-decision.ts'
import type { AgentWhy, CandidateWhy } from '../../view/why-rows.ts'
import { openRouter } from '../open-router.ts'
import type { Services } from '../open-services.ts'
import { requireTask } from '../require-task.ts'
import type { WhyOptions } from './why-port.ts'
import { whyRun } from './why-run.ts'

export async function whyAgent(services: Services, given: string, { required_tools, limit }: WhyOptions): Promise<AgentWhy> {
  const task = requireTask(given)
  const router: Router = openRouter(services)
  const decision = await router.route({ task, required_tools })
  return {
    ...decision,
    task: services.redactor.text(task),
    embedder: services.embedder.model,
    required_tools,
    close: closeToBest(decision).map((candidate) => candidate.agent_id),
    agents: services.catalog.list().length,
    candidates: decision.candidates.slice(0, limit).map((candidate) => toRow(services, candidate)),
    run: await whyRun(services, router, task),
  }
}

function toRow({ catalog }: Services, { parts, ...candidate }: RouteCandidate): CandidateWhy {
  const manifest = catalog.get(candidate.agent_id)?.manifest
  return { ...candidate, name: manifest?.name ?? candidate.agent_id, description: manifest?.description ?? '', parts: { ...parts } }
}
