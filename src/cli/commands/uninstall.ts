import { formatBytes } from '../../view/format.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'

/** `claw uninstall`: shows what would go; it goes with --yes or after the person typed the word. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const module = await context.module()
  const config = context.config()
  const items = await module.planRemoval(config)
  const lines = items.map((item) => `  ${item.path}  (${item.what}, ${formatBytes(item.bytes)})`)
  const list = items.length === 0 ? 'claw keeps nothing here.' : ['claw keeps:', ...lines].join('\n')
  const asks = context.input.options['yes'] === true || context.interactive
  const removed = items.length > 0 && asks && (await confirm(context, list, 'UNINSTALL'))
  if (removed) await module.remove(config, items)
  const next = removed
    ? 'Gone. The program itself: npm uninstall -g closed-claw'
    : 'Nothing was removed. Take it away: claw uninstall --yes'
  return { text: items.length === 0 ? list : `${list}\n${next}`, result: { removed, items: publicJson(items) } }
}
