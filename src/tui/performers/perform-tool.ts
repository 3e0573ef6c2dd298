import { ClawError } from '../../kernel/claw-error.ts'
import type { ToolCallWish, ToolData } from '../../view/menu/places/tool/tool-io.ts'
import type { ToolRequest, ToolVerdict } from '../../view/policy-rows.ts'
import type { Desk } from '../desk.ts'
import type { Performer } from '../performer.ts'

/** The call that is under way on a screen, by the signal of that screen. */
const CALLS = new WeakMap<AbortSignal, { readonly stop: AbortController; answer: (allow: boolean) => void }>()

export const performTool: Performer<'tool'> = async (effect, desk) => {
  switch (effect.do) {
    case 'load':
      return load(effect.name, effect.agent_id, desk)
    case 'judge':
      return orFailed(desk, async () => {
        desk.tell({ type: 'judged', verdict: await (await desk.app()).judgeTool(requestOf(effect.call)) })
      })
    case 'call':
      return orFailed(desk, () => call(effect.call, desk))
    case 'answer':
      return CALLS.get(desk.signal)?.answer(effect.allow)
    case 'cancel':
      return CALLS.get(desk.signal)?.stop.abort()
    default:
      return effect satisfies never
  }
}

async function load(name: string, agent_id: string | null, { app, tell }: Desk<ToolData>): Promise<void> {
  const tool = (await (await app()).listTools(agent_id ?? undefined)).find((one) => one.name === name)
  if (tool === undefined) throw new ClawError('NOT_FOUND', `There is no tool '${name.slice(0, 60)}'.`, { fix: 'claw tools' })
  tell({ type: 'tool', tool })
}

// The screen does not wait for an answer that will not come.
async function orFailed({ tell }: Desk<ToolData>, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    tell({ type: 'failed' })
    throw error
  }
}

// What a tool did stands in the audit log, so the folder becomes a workspace.
async function call(wish: ToolCallWish, desk: Desk<ToolData>): Promise<void> {
  const stop = new AbortController()
  const left = (): void => stop.abort()
  desk.signal.addEventListener('abort', left, { once: true })
  const under = { stop, answer: (_allow: boolean): void => undefined }
  CALLS.set(desk.signal, under)
  const ask = (verdict: ToolVerdict): Promise<boolean> =>
    new Promise((resolve) => {
      under.answer = resolve
      stop.signal.addEventListener('abort', () => resolve(false), { once: true })
      desk.tell({ type: 'asks', verdict })
    })
  try {
    const app = await desk.appToWork()
    const row = await desk.keep(app.callTool(requestOf(wish), { signal: stop.signal, ask }))
    desk.tell({ type: 'called', row })
  } finally {
    desk.signal.removeEventListener('abort', left)
    CALLS.delete(desk.signal)
  }
}

function requestOf({ tool, args, agent_id }: ToolCallWish): ToolRequest {
  return { tool, args, ...(agent_id === null ? {} : { agent_id }) }
}
