import { afterAll, afterEach, beforeAll } from 'vitest'
import { type WebPlace, webPlace } from '../../web/web-place.ts'
import { builtPages } from './built-pages.ts'
import { type Dashboard, type DashboardOptions, openDashboard, refuseProblems } from './open-dashboard.ts'
import { type Seeded, seededPlace } from './seeded-place.ts'

export interface TestDashboardOptions extends DashboardOptions {
  /** Files of the workspace. */
  readonly files?: Readonly<Record<string, string>>
  /** Without a sandbox every command asks, on every machine: that is so when this is absent. */
  readonly env?: Readonly<Record<string, string>>
  /** Runs of every status, agents of every kind, skills, memory, grants, audit. */
  readonly seeded?: boolean
}

export interface TestDashboard {
  readonly place: WebPlace
  readonly dashboard: Dashboard
  /** What was made, when `seeded`. */
  readonly seeded: Seeded
}

const NO_SANDBOX = { CLOSED_CLAW_SANDBOX: 'off' }

/**
 * A dashboard over a workspace of its own for the tests of this file, in Chromium, signed in. A test in whose course something went wrong in the page
 * fails; what it provokes it forgives: `used().dashboard.watch.forgive(/409/)`.
 */
export function withDashboard(options: TestDashboardOptions = {}): () => TestDashboard {
  let used: { place: WebPlace; dashboard: Dashboard; seeded: Seeded | undefined } | undefined
  beforeAll(async () => {
    const env = { ...NO_SANDBOX, ...options.env }
    const seeded = options.seeded === true ? await seededPlace({ files: options.files ?? {}, env }) : undefined
    const place = seeded?.place ?? (await webPlace(builtPages(), options.files ?? {}, env))
    const dashboard = await openDashboard(place.web, options).catch(async (error: unknown) => {
      await (seeded ?? place).close()
      throw error
    })
    used = { place, dashboard, seeded }
  }, 300_000)
  afterEach(() => refuseProblems(used?.dashboard.takeProblems() ?? []))
  afterAll(async () => {
    await used?.dashboard.browser.close()
    await (used?.seeded ?? used?.place)?.close()
  })
  return () => {
    if (used === undefined) throw new Error('The dashboard is open inside of tests and hooks only.')
    const { place, dashboard, seeded } = used
    return {
      place,
      dashboard,
      get seeded() {
        if (seeded === undefined) throw new Error('withDashboard({ seeded: true }) makes the material.')
        return seeded
      },
    }
  }
}
