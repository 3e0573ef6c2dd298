import type { BaseCheckpointSaver } from '@langchain/langgraph'
import { END, START, StateGraph } from './graph-library.ts'
import { GraphState, type GraphStateType } from './graph-state.ts'
import { decomposeTask } from './nodes/decompose-task.ts'
import { executeTaskPool } from './nodes/execute-task-pool.ts'
import { ingestTask } from './nodes/ingest-task.ts'
import { synthesizeFinalResponse } from './nodes/synthesize-final-response.ts'
import { updateRegistryAndAudit } from './nodes/update-registry-and-audit.ts'
import { validateOutputs } from './nodes/validate-outputs.ts'
import type { RunContext } from './run-context.ts'

/**
 * The six nodes. `validate_outputs` leads back for a second phase, and like the synthesis for subtasks that did not meet their criteria. Agents are
 * credited last: before the synthesis nobody knows whether all criteria are met.
 */
export function buildGraph(context: RunContext, checkpointer: BaseCheckpointSaver) {
  return new StateGraph(GraphState)
    .addNode('ingest_task', (state: GraphStateType) => ingestTask(state, context))
    .addNode('decompose_task', (state: GraphStateType) => decomposeTask(state, context))
    .addNode('execute_task_pool', (state: GraphStateType) => executeTaskPool(state, context))
    .addNode('validate_outputs', (state: GraphStateType) => validateOutputs(state, context))
    .addNode('synthesize_final_response', (state: GraphStateType) => synthesizeFinalResponse(state, context))
    .addNode('update_registry_and_audit', (state: GraphStateType) => updateRegistryAndAudit(state, context))
    .addEdge(START, 'ingest_task')
    .addEdge('ingest_task', 'decompose_task')
    .addConditionalEdges('decompose_task', (state: GraphStateType) => (state.halted ? END : 'execute_task_pool'), [
      END,
      'execute_task_pool',
    ])
    .addEdge('execute_task_pool', 'validate_outputs')
    .addConditionalEdges('validate_outputs', afterValidation, ['execute_task_pool', 'decompose_task', 'synthesize_final_response'])
    .addConditionalEdges('synthesize_final_response', afterSynthesis, ['execute_task_pool', 'update_registry_and_audit'])
    .addEdge('update_registry_and_audit', END)
    .compile({ checkpointer })
}

function afterValidation(state: GraphStateType): 'execute_task_pool' | 'decompose_task' | 'synthesize_final_response' {
  switch (state.next) {
    case 'retry':
      return 'execute_task_pool'
    case 'second_phase':
      return 'decompose_task'
    case 'finish':
      return 'synthesize_final_response'
    default:
      return state.next satisfies never
  }
}

function afterSynthesis(state: GraphStateType): 'execute_task_pool' | 'update_registry_and_audit' {
  return state.next === 'retry' ? 'execute_task_pool' : 'update_registry_and_audit'
}
