import { sameWords } from '../capsules/profile/same-words.ts'
import type { Embedder } from '../embedding/embedder.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { Store } from '../store/store.ts'

const MAX_CHARACTERS = 400

export interface TaskLearning {
  readonly store: Pick<Store, 'agents'>
  readonly embedder: Embedder
  readonly redactor: Redactor
}

/** What is kept of a task that an agent is to be found by: enough to compare it with, and no secret. */
export function learnableText(task: string, redactor: Redactor): string {
  return redactor.text(task).trim().slice(0, MAX_CHARACTERS)
}

/** The task becomes one of the vectors of the agent; the newest are kept, the same words once. Nothing of an agent that was deleted meanwhile. */
export async function learnTask({ store, embedder, redactor }: TaskLearning, agent_id: string, task: string): Promise<void> {
  const text = learnableText(task, redactor)
  if (store.agents.learned(agent_id).some((known) => known !== text && sameWords(known, text))) return
  const [vector] = await embedder.embed([text])
  if (vector && store.agents.get(agent_id) !== undefined)
    store.agents.addVector(agent_id, { kind: 'task_done', text, vector }, { model: embedder.model, dim: embedder.dim })
}
