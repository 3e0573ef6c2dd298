import { LOCAL_TOOL_NAMES, type LocalToolName } from '../src/protocol/agent-tools.ts'
import type { TaskRequest } from '../src/protocol/messages.ts'

/**
 * The tools of an attempt: those of the host, and of the capsule's own those that can be of use. Fewer tools make better choices; and they stay the same from
 * step to step, since they stand before everything else in what a provider can reuse.
 */
export function offeredTools(request: TaskRequest): string[] {
  const own = request.tools.map((tool) => tool.name)
  const useful: Record<LocalToolName, boolean> = {
    ask_user: true,
    recall: request.memories.length > 0,
    remember: own.length > 0,
    delegate: request.context['can_delegate'] === true,
  }
  return [...own, ...LOCAL_TOOL_NAMES.filter((name) => useful[name] && !own.includes(name))]
}
