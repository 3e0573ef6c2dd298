import type { Json } from '../kernel/json.ts'
import type { EventOf, EventType, RunEvent } from '../protocol/events.ts'
import type { RunDocument } from '../protocol/run.ts'
import type { AgentWhy } from './why-rows.ts'

/** What a test of an agent has seen. */
export interface TestedAgent {
  readonly agent_id: string
  readonly task: string
  readonly passed: boolean
  readonly run_id: string | null
  readonly status: string | null
  /** `chosen`: without being named, it would be given the task. */
  readonly routing: {
    readonly chosen: boolean
    readonly agent_id: string | null
    readonly score: number | null
    readonly threshold: number
    readonly reason: string
  }
  readonly capsules: readonly { readonly sandbox: string; readonly exit: string | null }[]
  readonly tools: readonly { readonly tool: string; readonly ok: number; readonly failed: number }[]
  readonly model_calls: number
  readonly failures: readonly { readonly code: string; readonly message: string }[]
  readonly result: Json
}

export interface TestInput {
  readonly agent_id: string
  readonly task: string
  readonly routing: AgentWhy
  readonly events: readonly RunEvent[]
  readonly document: RunDocument | undefined
}

export function testedAgent({ agent_id, task, routing, events, document }: TestInput): TestedAgent {
  const of = <T extends EventType>(type: T): EventOf<T>[] => events.filter((event): event is EventOf<T> => event.type === type)
  const exits = of('capsule.exited')
  const finished = of('tool.finished')
  const names = [...new Set(finished.map((event) => event.data.tool))]
  const own = routing.candidates.find((one) => one.agent_id === agent_id)
  return {
    agent_id,
    task,
    passed: document?.ok === true,
    run_id: document?.run_id ?? null,
    status: document?.status ?? null,
    routing: {
      chosen: routing.agent_id === agent_id,
      agent_id: routing.agent_id,
      score: own?.score ?? null,
      threshold: routing.threshold,
      reason: routing.reason,
    },
    capsules: of('capsule.started').map((event, index) => ({ sandbox: event.data.sandbox, exit: exitOf(exits[index]) })),
    tools: names.map((tool) => {
      const calls = finished.filter((event) => event.data.tool === tool)
      const ok = calls.filter((event) => event.data.ok).length
      return { tool, ok, failed: calls.length - ok }
    }),
    model_calls: of('model.finished').length,
    failures: of('subtask.failed').map((event) => ({ code: event.data.error.code, message: event.data.error.message })),
    result: document?.result ?? null,
  }
}

function exitOf(exit: EventOf<'capsule.exited'> | undefined): string | null {
  if (exit === undefined) return null
  return exit.data.signal ?? `exit code ${exit.data.code}`
}
