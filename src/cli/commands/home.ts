import { existsSync } from 'node:fs'
import type { AppStatus } from '../../app/app-port.ts'
import type { Config } from '../../config/config.ts'
import type { ExitCode } from '../../kernel/error-codes.ts'
import { plural } from '../../view/format.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

const PLACES = [
  ['claw run "<task>"', 'do a task'],
  ['claw runs', 'what was done'],
  ['claw approvals', 'what waits for you'],
  ['claw agents', 'who can do it'],
  ['claw skills', 'what they know'],
  ['claw tools', 'what they may use'],
  ['claw audit', 'who did what, and why'],
  ['claw setup', 'connect a language model'],
  ['claw doctor', 'is everything well'],
  ['claw --help', 'all commands'],
] as const

/** `claw` alone: the menu where somebody can use it; elsewhere where things stand and where to go. Makes nothing that is not there yet. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  if (context.fullScreen) return openMenu(context)
  return context.accessible && context.interactive ? openAccessible(context) : placesText(context)
}

async function openMenu(context: CommandContext): Promise<CommandOutcome> {
  const { startMenu } = await import('../../tui/start-menu.ts')
  const { menuHost } = await import('../menu-host.ts')
  const { host, close } = menuHost(context)
  try {
    const code = await startMenu({ host, streams: { stdin: process.stdin, stdout: process.stdout }, paint: context.paintOut })
    return { result: null, written: true, exit: code as ExitCode }
  } finally {
    close()
  }
}

async function openAccessible(context: CommandContext): Promise<CommandOutcome> {
  const { startAccessibleMenu } = await import('../../tui/accessible-menu.ts')
  const { menuHost } = await import('../menu-host.ts')
  const { host, close } = menuHost(context)
  try {
    const code = await startAccessibleMenu({
      host,
      stdin: process.stdin,
      say: context.host.out.note,
      readHidden: context.host.input.readHidden,
    })
    return { result: null, written: true, exit: code as ExitCode }
  } finally {
    close()
  }
}

async function placesText(context: CommandContext): Promise<CommandOutcome> {
  const config = context.config()
  const status = existsSync(config.dbPath) ? await (await context.app()).status() : null
  const places = PLACES.map(([command, what]) => `  ${command.padEnd(22)}${what}`)
  const text = [...head(config, status), '', ...places].join('\n')
  return {
    text,
    result: { workspace: config.workspace, engine: config.provider, model: config.model, status: status === null ? null : { ...status } },
  }
}

function head(config: Config, status: AppStatus | null): string[] {
  const engine = config.model === null ? config.provider : `${config.provider} (${config.model})`
  const lines = [`workspace  ${config.workspace}`, `engine     ${engine}: ${config.providerReason}`]
  if (status === null) return [...lines, 'runs       none yet']
  const goOn = status.interrupted > 0 ? ': claw resume' : ''
  const open = `${status.running} running, ${status.waiting} waiting, ${status.interrupted} interrupted`
  return [
    ...lines,
    `runs       ${status.runs} (${open})${goOn}`,
    `waiting    ${plural(status.approvals_pending, 'answer')}${status.approvals_pending > 0 ? ': claw approvals' : ''}`,
    `agents     ${status.agents}`,
  ]
}
