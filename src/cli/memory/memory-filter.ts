import type { App } from '../../app/app-port.ts'
import type { MemoryRow } from '../../view/memory-row.ts'
import type { CommandContext } from '../command-context.ts'

const RUN_ID_LENGTH = 12

/** --kind and --run. A run may be given by its prefix as long as it is known; its full id counts also when it is gone. */
export async function memoryFilter(context: CommandContext, app: App): Promise<{ kind?: MemoryRow['kind']; run_id?: string }> {
  const { kind, run } = context.input.options
  return {
    ...(isKind(kind) ? { kind } : {}),
    ...(typeof run === 'string' ? { run_id: run.length === RUN_ID_LENGTH ? run : (await app.locate('run', run)).id } : {}),
  }
}

function isKind(value: unknown): value is MemoryRow['kind'] {
  return value === 'fact' || value === 'procedure' || value === 'episode'
}
