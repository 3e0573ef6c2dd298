import { type ContainerSetting, findContainerRuntime } from './container-runtime.ts'
import { runClient } from './run-client.ts'

/** Which image its name stands for now, and which version of the runtime would start it: another one has to prove itself anew. Empty: unknown. */
export async function imageIdentity(setting: ContainerSetting): Promise<string> {
  try {
    const runtime = findContainerRuntime(setting)
    const [image, version] = await Promise.all([
      runClient(runtime, ['image', 'inspect', '--format', '{{.Id}}', setting.image]),
      runClient(runtime, ['--version']),
    ])
    return `${image.stdout.trim()} ${version.stdout.trim()}`
  } catch {
    return ''
  }
}
