import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// Half-way through a change of colours nothing has the contrast that it will have; what turns for ever is not waited for.
const STILL = `Promise.race([
  Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 2000).map((one) => one.finished)),
  new Promise((done) => setTimeout(done, 2000)),
]).then(() => 0)`

export interface AccessibilityOptions {
  /** Ids of rules that are left out, each with its reason beside it in the test. */
  readonly without?: readonly string[]
  /** A selector: only what is inside of it. */
  readonly within?: string
}

/**
 * Throws with every breach of WCAG 2.2 AA: the rule, the element, how to mend it. axe runs in a world of its own beside the page (as an
 * extension's scripts do), which the page's policy does not govern and the page cannot see: nothing of the policy is switched off.
 */
export async function checkAccessibility(page: Page, { without = [], within }: AccessibilityOptions = {}): Promise<void> {
  await page.evaluate(STILL)
  const breaches = await runAxe(page, {
    within: within ?? null,
    options: {
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values: TAGS },
      rules: Object.fromEntries(without.map((id) => [id, { enabled: false }])),
    },
  })
  if (breaches.length > 0) throw new Error(`${page.url()} is not accessible:\n${breaches.map(describe).join('\n')}`)
}

async function runAxe(page: Page, args: { readonly within: string | null; readonly options: object }): Promise<Result[]> {
  const devtools = await page.context().newCDPSession(page)
  try {
    const { frameTree } = await devtools.send('Page.getFrameTree')
    const world = await devtools.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' })
    const evaluate = async (expression: string): Promise<unknown> => {
      const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
        expression,
        contextId: world.executionContextId,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    }
    await evaluate(`${AXE};0`)
    const { within, options } = args
    return (await evaluate(
      `axe.run(${JSON.stringify(within)} ?? document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
    )) as Result[]
  } finally {
    await devtools.detach()
  }
}

function describe({ id, impact, help, helpUrl, nodes }: Result): string {
  const where = nodes.map(
    ({ target, html, failureSummary = '' }) =>
      `  ${target.join(' ')}\n    ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', '\n    ')}`,
  )
  return `${id} (${impact}): ${help}, ${helpUrl}\n${where.join('\n')}`
}

/** How far the page itself goes beyond the window's edge, in pixels: 0 when nothing has to be scrolled sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')
}
