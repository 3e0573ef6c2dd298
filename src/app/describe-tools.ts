import { createNoneDriver } from '../sandbox/none-driver.ts'
import type { ToolDefinition } from '../tools/define-tool.ts'
import type { Services } from './open-services.ts'
import { coreTools, policyOf } from './open-tools.ts'
import { secretPort } from './secrets/secret-port.ts'

/** The core tools for looking at: nothing is run through these. */
export function describeTools(services: Services): ToolDefinition[] {
  const { config, store } = services
  return coreTools(
    { config, sandbox: createNoneDriver(), refs: store.refs, images: store.images, secrets: secretPort(services) },
    policyOf(config),
  )
}
