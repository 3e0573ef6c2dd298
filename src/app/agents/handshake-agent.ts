import type { AgentFolder } from '../../capsules/agent-folder.ts'
import { createCapsuleRunner } from '../../capsules/supervisor/create-capsule-runner.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import { LINE_BYTES, PROTOCOL_VERSION } from '../../protocol/limits.ts'
import type { AgentResponse, TaskRequest } from '../../protocol/messages.ts'
import type { HandshakeRow } from '../../view/agent-test-text.ts'
import { chooseSandbox } from '../choose-sandbox.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { refuseIntent } from './refuse-intent.ts'

const LIMITS = { handshake_ms: 10_000, idle_ms: 10_000, wall_ms: 20_000, grace_ms: 2_000 }
const MAX_INTENTS = 20

/**
 * Starts the program of an agent in its sandbox, gives it a task and refuses whatever it asks for: whether it speaks the protocol, and nothing else.
 * Throws AGENT_INVALID (it changed and was not accepted), SANDBOX_MISSING.
 */
export async function handshakeAgent(services: Services, agent: AgentFolder, signal: AbortSignal): Promise<HandshakeRow> {
  await requireAccepted(services, agent)
  const { driver } = await chooseSandbox(services.config)
  const seen: HandshakeRow['seen'][number][] = []
  const stop = new AbortController()
  const process: { sandbox: string; command: readonly string[]; stderr: string; exit: string | null } = {
    sandbox: driver.name,
    command: [],
    stderr: '',
    exit: null,
  }
  const run = createCapsuleRunner({ sandbox: driver, clock: systemClock })
  try {
    requireSandbox(driver.name, agent)
    const response = await run({
      launch: services.catalog.launch(agent),
      request: requestFor(agent),
      limits: LIMITS,
      onIntent: async (intent) => {
        seen.push(intent.type)
        if (seen.length > MAX_INTENTS) stop.abort(new Error(`it asked ${seen.length} times and was refused each time`))
        return refuseIntent(intent)
      },
      observer: {
        onStarted: ({ command }) => void Object.assign(process, { command }),
        onExited: ({ code, signal: by, stderr_tail }) =>
          void Object.assign(process, { exit: by ?? `exit code ${code}`, stderr: stderr_tail }),
        onProgress: () => void seen.push('progress'),
      },
      signal: AbortSignal.any([signal, stop.signal]),
    })
    return conclude(services, agent, { ...process, seen: [...seen, 'agent_response'], ...spoken(response) })
  } catch (error) {
    if (!(error instanceof ClawError) || error.code === 'SANDBOX_MISSING') throw error
    const line = typeof error.data['line'] === 'string' ? error.data['line'] : null
    return conclude(services, agent, { ...process, seen, ok: false, code: error.code, problem: error.message, line })
  } finally {
    await driver.close()
  }
}

function conclude({ store }: Services, { agent_id, digest }: AgentFolder, told: Omit<HandshakeRow, 'agent_id'>): HandshakeRow {
  const { ok, code, problem } = told
  const detail = { digest, sandbox: told.sandbox, code }
  store.audit.append({
    actor: localActor(),
    action: 'agent.handshake',
    target: agent_id,
    agent_id,
    decision: ok ? 'ok' : 'failed',
    reason: problem,
    detail,
  })
  return { agent_id, ...told }
}

function spoken({ status, error_code, error_message }: AgentResponse): Pick<HandshakeRow, 'ok' | 'code' | 'problem' | 'line'> {
  const said = status === 'error' ? `it answered with the error ${error_code ?? '?'}: ${error_message ?? ''}` : null
  return { ok: true, code: null, problem: said, line: null }
}

async function requireAccepted({ catalog }: Services, agent: AgentFolder): Promise<void> {
  const { state, what } = await catalog.pins.agentState(agent)
  if (state === 'asks')
    throw new ClawError('AGENT_INVALID', `'${agent.agent_id}' changed and was not accepted: ${what.join('; ')}`, {
      fix: `claw agent accept ${agent.agent_id}`,
    })
}

function requireSandbox(driver: string, agent: AgentFolder): void {
  if (driver !== 'none' || agent.manifest.entrypoint === 'builtin') return
  throw new ClawError(
    'SANDBOX_MISSING',
    `No OS sandbox holds here, so the program of '${agent.agent_id}' is not started without a run that asks for it.`,
    { fix: `claw agent test ${agent.agent_id} "<task>"` },
  )
}

function requestFor({ agent_id, manifest }: AgentFolder): TaskRequest {
  const { name, description } = manifest
  return {
    type: 'task_request',
    protocol: PROTOCOL_VERSION,
    run_id: newId(),
    subtask_id: 'handshake',
    attempt: 1,
    agent: { agent_id, name, description },
    task: manifest.examples[0] ?? 'Say that you are there.',
    context: {},
    system_prompt: 'This is a handshake: everything that you ask for is refused. Answer at once.',
    tools: [],
    limits: { steps: 3, tool_calls: 3, timeout_ms: LIMITS.wall_ms, line_bytes: LINE_BYTES },
    engine: 'model',
    memories: [],
    prior_failures: [],
  }
}
