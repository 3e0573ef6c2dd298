import type { Config } from '../config/config.ts'
import { createNoneDriver } from '../sandbox/none-driver.ts'
import type { Store } from '../store/store.ts'
import type { ToolDefinition } from '../tools/define-tool.ts'
import { coreTools, policyOf } from './open-tools.ts'

/** The core tools for looking at: nothing is run through these. */
export function describeTools(config: Config, store: Store): ToolDefinition[] {
  return coreTools({ config, sandbox: createNoneDriver(), refs: store.refs, images: store.images }, policyOf(config))
}
