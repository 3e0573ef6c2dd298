import type { Config } from '../../config/config.ts'
import type { App } from '../app-port.ts'
import type { ModelTools } from '../models/model-tools-port.ts'

/** What looking at settings and changing them needs of the face that does it. */
export interface SetupDesk {
  /** As it was read last. */
  readonly config: Config
  /** As a start of claw with these settings before all others would find it. Throws CONFIG_INVALID. */
  configWith(settings: Readonly<Record<string, string>>): Config
  /** Reads the settings anew after a change; what is opened from then on goes by them. */
  renew(): Config
  tools(): Promise<ModelTools>
  app(): Promise<App>
  readonly signal: AbortSignal
}
