import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint'
import { openConnection } from './connection.ts'

export interface Checkpointer {
  get(): Promise<BaseCheckpointSaver>
  close(): void
}

/** LangGraph's checkpointer on a connection of its own; module and file are opened at the first use. */
export function createCheckpointer(path: string): Checkpointer {
  let saver: Promise<BaseCheckpointSaver> | undefined
  let closed = false
  let shut: () => void = () => undefined

  async function open(): Promise<BaseCheckpointSaver> {
    const { SqliteSaver } = await import('@langchain/langgraph-checkpoint-sqlite')
    const { db } = openConnection(path, { cache: true })
    shut = () => db.close()
    if (closed) shut()
    return new SqliteSaver(db)
  }

  return {
    get: () => {
      saver ??= open()
      return saver
    },
    close: () => {
      closed = true
      shut()
    },
  }
}
