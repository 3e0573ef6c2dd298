import { LOCAL_TOOL_NAMES, type LocalToolName } from '../src/protocol/agent-tools.ts'
import type { TaskRequest } from '../src/protocol/messages.ts'
import type { AttemptState } from './agent-loop-calls.ts'

/** The tools of this step: those of the host, and of the capsule's own those that can be of use now. Fewer tools make better choices. */
export function offeredTools(request: TaskRequest, state: AttemptState): string[] {
  const own = request.tools.map((tool) => tool.name)
  const useful: Record<LocalToolName, boolean> = {
    ask_user: true,
    recall: request.memories.length > 0,
    remember: state.evidence !== undefined,
    delegate: request.context['can_delegate'] === true,
  }
  return [...own, ...LOCAL_TOOL_NAMES.filter((name) => useful[name] && !own.includes(name))]
}
