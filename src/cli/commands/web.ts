import type { WebServer } from '../../../web/server/start-web.ts'
import type { OpenedBrowser } from '../../app/browser/open-in-browser.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { webSettings } from '../web-settings.ts'

const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 7860
const MAX_PORT = 65_535

type Ending = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** `claw web [--host 127.0.0.1] [--port 7860] [--no-open]`: serves until Ctrl-C. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { options } = context.input
  const { startWeb } = await import('../../../web/server/start-web.ts')
  const host = typeof options['host'] === 'string' ? options['host'] : DEFAULT_HOST
  const web = await startWeb({
    app: await context.app(),
    settings: webSettings(context),
    host,
    port: portOf(options['port']),
    onFault: ({ path }) => context.host.out.note(`A bug in claw: what went wrong is in ${path}, with secrets masked. Report it.`),
  })
  const ending = nextEnding(context)
  const browser = await openBrowser(context, web)
  tell(context, web, browser)
  const stopped_by = await ending
  const stop = context.host.onSignal((signal) => context.host.exitNow(signal === 'SIGTERM' ? 143 : 130))
  browser.done()
  await web.close()
  stop()
  context.host.out.note('Stopped. Runs go on by themselves: claw runs')
  return { result: { url: web.url, opened: browser.opened, stopped_by } }
}

function portOf(wanted: unknown): number {
  const port = Number(wanted ?? DEFAULT_PORT)
  if (port <= MAX_PORT) return port
  throw new ClawError('USAGE', `--port: ${port} is no port. Allowed: 1 to ${MAX_PORT}, or 0 for any that is free.`, {
    fix: 'claw web --port 0',
  })
}

async function openBrowser(context: CommandContext, web: WebServer): Promise<OpenedBrowser> {
  const { browser, userStateDir } = context.config()
  const wanted = context.input.options['no-open'] === true ? { ...browser, command: null, why: 'by --no-open' } : browser
  const { openInBrowser } = await import('../../app/browser/open-in-browser.ts')
  return openInBrowser({ browser: wanted, userStateDir }, web.signInUrl)
}

function tell({ host: { out } }: CommandContext, web: WebServer, browser: OpenedBrowser): void {
  out.note(
    [
      `Dashboard  ${web.url}`,
      `Browser    ${browser.told}`,
      `Sign in    ${web.signInUrl}   (works once)`,
      'Stop       Ctrl-C; runs go on by themselves',
    ].join('\n'),
  )
  web.onSignIn(() => {
    browser.done()
    out.note(`A browser has signed in. For another one  ${web.signInUrl}   (works once)`)
  })
  browser.onFailure((why) => out.note(`No browser was opened (${why}): open the address yourself.`))
}

/** Listens from now on: whoever stops it while it starts stops it as well. */
function nextEnding({ host }: CommandContext): Promise<Ending> {
  return new Promise((resolve) => {
    const end = (signal: Ending): void => {
      offSignal()
      offHangUp()
      resolve(signal)
    }
    const offSignal = host.onSignal(end)
    const offHangUp = host.onHangUp(() => end('SIGHUP'))
  })
}
