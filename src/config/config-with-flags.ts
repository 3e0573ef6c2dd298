import { own } from '../kernel/json.ts'
import type { Config } from './config.ts'
import { loadConfig } from './load-config.ts'
import { SETTING_FLAGS } from './setting-flags.ts'

/** The settings as flags (`--policy=readonly`) change them for one run of this workspace. Throws CONFIG_*. */
export function configWithFlags(config: Config, flags: readonly string[] = []): Config {
  if (flags.length === 0) return config
  const settings = flags.flatMap((flag) => {
    const at = flag.indexOf('=')
    const setting = own(SETTING_FLAGS, flag.slice(2, at))
    return setting === undefined ? [] : [[setting, flag.slice(at + 1)] as const]
  })
  const { workspace, userStateDir, debug } = config
  return loadConfig({ workspace, userStateDir, debug, flags: Object.fromEntries(settings) })
}
