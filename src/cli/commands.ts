import type { CommandSpec } from './command-spec.ts'
import { LOOK_COMMANDS } from './specs/look-commands.ts'
import { MEMORY_COMMANDS } from './specs/memory-commands.ts'
import { MODEL_COMMANDS } from './specs/model-commands.ts'
import { PLACE_COMMANDS } from './specs/place-commands.ts'
import { POLICY_COMMANDS } from './specs/policy-commands.ts'
import { REPLAY_COMMANDS } from './specs/replay-commands.ts'
import { TASK_COMMANDS } from './specs/task-commands.ts'

/** Every command, in the order of help. */
export const COMMANDS: readonly CommandSpec[] = [
  ...TASK_COMMANDS,
  ...REPLAY_COMMANDS,
  ...POLICY_COMMANDS,
  ...LOOK_COMMANDS,
  ...MEMORY_COMMANDS,
  ...MODEL_COMMANDS,
  ...PLACE_COMMANDS,
]
