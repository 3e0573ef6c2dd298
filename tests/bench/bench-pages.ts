import type { BrowserContext } from 'playwright-core'
import { clawPlace } from '../helpers/claw-place.ts'
import { seedLongRun } from '../helpers/dashboard/seed-long-run.ts'
import { openRegistry } from '../menu/seed-runs.ts'
import { hasBrowser, openBrowser } from '../web/open-browser.ts'
import { measure } from './measure.ts'
import { openDashboard } from './open-dashboard.ts'
import type { Row } from './row.ts'

const EVENTS = 10_000

/** What somebody waits for in Chromium: from the address of a long run to the picture with its last event, against the same page of a short one. */
export async function benchPages(repetitions: number): Promise<Row[]> {
  if (!hasBrowser()) {
    console.error('The pages of the dashboard are left out: apt-get install -y chromium')
    return []
  }
  const place = clawPlace({ 'a.ts': 'export const a = 1\n' })
  const ran = await place.run(['run', 'How many TypeScript files are here?', '--no-input', '--json'])
  const short = (JSON.parse(ran.stdout) as { run_id: string }).run_id
  const store = openRegistry(place)
  const long = seedLongRun(store, EVENTS)
  store.close()
  const server = await openDashboard(place)
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const url = `http://127.0.0.1:${server.port}`
  const [name = '', value = ''] = server.cookie.split('=')
  await context.addCookies([{ name, value, url }])
  await context.addInitScript(MARK_SEEN)
  const opened = (run_id: string) => () => untilSeen(context, `${url}/runs/${run_id}?tab=events`)
  const least = await measure(
    [
      { name: 'short', run: opened(short) },
      { name: 'long', run: opened(long) },
    ],
    repetitions,
  )
  await browser.close()
  server.end()
  place.remove()
  const floor = { name: 'that of a short run', value: least['short'] ?? Number.NaN }
  return [{ what: `dashboard: the page of a run of ${EVENTS} events`, value: least['long'] ?? Number.NaN, unit: 'ms', floor, budget: 2.5 }]
}

const MARK_SEEN = `{
  const look = () => {
    const last = [...document.querySelectorAll('main li button')].at(-1)
    requestAnimationFrame(last?.textContent.includes('run.ended') ? () => performance.mark('seen') : look)
  }
  requestAnimationFrame(look)
}`

async function untilSeen(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage()
  await page.goto(address)
  const seen = (): Promise<number | null> => page.evaluate<number | null>(`performance.getEntriesByName('seen')[0]?.startTime ?? null`)
  for (let ms = await seen(); ; ms = await seen()) {
    if (ms !== null) {
      await page.close()
      return ms
    }
    await page.waitForTimeout(100)
  }
}
