import type { PromptAnswer, PromptPort } from '../coordinator/ports.ts'
import { isJsonObject } from '../kernel/json.ts'
import type { ApprovalRecord } from '../store/records.ts'
import type { ApprovalRequest, Prompter } from './app-port.ts'
import type { Services } from './open-services.ts'

/** The terminal as the coordinator sees it. A question that is not answered here stays open: another process may answer it. */
export function toPromptPort(services: Services, prompter: Prompter): PromptPort {
  return async (request, signal) => {
    const shown = toRequest(services, request.approval)
    if (request.kind === 'question') {
      const text = await prompter.answer(shown, signal)
      return text === undefined ? unanswered() : { kind: 'answered', text }
    }
    const decision = await prompter.decide(shown, signal)
    if (decision === undefined) return unanswered()
    return decision.decision === 'approved' ? { kind: 'approved', scope: decision.scope } : { kind: 'denied', note: decision.note ?? '' }
  }
}

function unanswered(): Promise<PromptAnswer> {
  return new Promise(() => undefined)
}

function toRequest({ catalog, config }: Services, approval: ApprovalRecord): ApprovalRequest {
  const agent = approval.agent_id === null ? undefined : catalog.get(approval.agent_id)
  return {
    approval,
    agent: agent ? { agent_id: agent.agent_id, name: agent.manifest.name, description: agent.manifest.description } : null,
    where: config.workspace,
    effects: effectsOf(approval),
  }
}

function effectsOf(approval: ApprovalRecord): string[] {
  if (approval.kind === 'create_agent') return ['a new folder in .closed_claw/agents; the agent gets the tools that are named']
  if (approval.kind === 'api') return ['network: the request leaves this machine', 'it may cost money']
  const tool = isJsonObject(approval.args) ? approval.args['tool'] : undefined
  switch (tool) {
    case 'terminal':
    case 'python_exec':
      return ['runs a program that can do anything that you can do: files, network, processes']
    case 'web_fetch':
    case 'http_api':
      return ['network: the request leaves this machine']
    case 'file_io':
      return ['files of the workspace']
    default:
      return []
  }
}
