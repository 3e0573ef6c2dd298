import type { BrowserContext, ConsoleMessage, Page, Request, Response } from 'playwright-core'

export interface PageWatch {
  /** What went wrong in any page of the context: console errors, errors of scripts, breaches of the policy, failed and foreign requests. */
  readonly problems: readonly string[]
  /** What the test provokes: matching problems do not count, those of before included. */
  forgive(pattern: RegExp): void
  /** What is left after forgiveness; begins anew. */
  take(): string[]
}

/** Watches every page of the context, from before its first script on. */
export async function watchPages(context: BrowserContext, origin: string): Promise<PageWatch> {
  let problems: string[] = []
  let forgiven: RegExp[] = []
  const note = (problem: string): void => void problems.push(problem)
  await context.addInitScript(TELL_BREACHES)
  context.on('page', (page) => watchPage(page, origin, note))
  const left = (): string[] => problems.filter((problem) => !forgiven.some((pattern) => pattern.test(problem)))
  return {
    get problems() {
      return left()
    },
    forgive: (pattern) => void forgiven.push(pattern),
    take: () => {
      const taken = left()
      problems = []
      forgiven = []
      return taken
    },
  }
}

function watchPage(page: Page, origin: string, note: (problem: string) => void): void {
  page.on('pageerror', (error) => note(`error of a script: ${error.stack ?? error.message}`))
  page.on('console', (message) => isOurs(message) && note(`console: ${message.text()}`))
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('requestfailed', (request) => failureOf(request) && note(`failed: ${request.method()} ${request.url()} ${failureOf(request)}`))
  page.on('request', (request) => isForeign(request, origin) && note(`request to elsewhere: ${request.url().slice(0, 200)}`))
  page.on('response', (response) => response.status() >= 400 && note(`answer: ${describe(response)}`))
}

// Chromium says every answer of 400 and more in the console too: it is noted as an answer, with its address.
function isOurs(message: ConsoleMessage): boolean {
  return message.type() === 'error' && !message.text().startsWith('Failed to load resource')
}

/** A page that is left, and a stream that is closed, abort what they had open; the server cuts the stream of who signs out. */
function failureOf(request: Request): string | undefined {
  const text = request.failure()?.errorText
  const isCut = text === 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' && new URL(request.url()).pathname === '/api/events'
  return text === 'net::ERR_ABORTED' || isCut ? undefined : text
}

function isForeign(request: Request, origin: string): boolean {
  return !request.url().startsWith(`${origin}/`) && !/^(blob|data|about|file):/.test(request.url())
}

function describe(response: Response): string {
  return `${response.status()} to ${response.request().method()} ${response.url()}`
}

/** Runs in the page. */
const TELL_BREACHES = `addEventListener('securitypolicyviolation', (breach) => {
  console.error('policy: ' + breach.violatedDirective + ' blocked ' + breach.blockedURI + ' at ' + breach.sourceFile + ':' + breach.lineNumber + ' ' + breach.sample)
})`
