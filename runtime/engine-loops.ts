import type { CapsuleLoop } from '../src/protocol/capsule-host.ts'
import type { TaskRequest } from '../src/protocol/messages.ts'

/** The two engines of the builtin capsule. Each is loaded when a request names it, so that neither pays for the other. */
export const engineLoops: Readonly<Record<TaskRequest['engine'], () => Promise<CapsuleLoop>>> = { rules: loadRules, model: loadModel }

async function loadRules(): Promise<CapsuleLoop> {
  const { runRules } = await import('./rules-loop.ts')
  return async (request, host) => {
    const response = await runRules({
      request,
      callTool: (tool, args, reason) => host.ask({ type: 'tool_call_intent', tool, args, reason }),
      progress: host.progress,
    })
    return { type: 'agent_response', ...response }
  }
}

async function loadModel(): Promise<CapsuleLoop> {
  return (await import('./agent-loop.ts')).runModelLoop
}
