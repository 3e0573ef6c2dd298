import { parentPort, workerData } from 'node:worker_threads'
import { ClawError } from '../../kernel/claw-error.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { openSource } from './open-source.ts'
import type { QueryRequest } from './query-request.ts'
import { runStatement } from './run-statement.ts'

/** Answers the request of this thread: `{ok, result}` or `{ok: false, error}` as one JSON text. */
export async function runQueryThread(): Promise<void> {
  parentPort?.postMessage(JSON.stringify(await answer(JSON.parse(String(workerData)) as QueryRequest)))
}

async function answer(request: QueryRequest): Promise<JsonObject> {
  try {
    const database = await openSource(request)
    return { ok: true, result: runStatement(database, request) }
  } catch (error) {
    const code = error instanceof ClawError ? error.code : 'TOOL_FAILED'
    return { ok: false, error: { code, message: error instanceof Error ? error.message : String(error) } }
  }
}
