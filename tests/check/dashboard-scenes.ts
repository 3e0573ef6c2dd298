import type { Page } from 'playwright-core'

export interface DashboardScene {
  /** Of its file. */
  readonly name: string
  readonly title: string
  /** What can be done there. */
  readonly words: string
  readonly address: string
  /** The place in the client's table that it is the picture of. */
  readonly place?: string
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  /** In a browser that is not signed in. */
  readonly stranger?: true
  /** What is done on the page before the picture is taken. */
  prepare?(page: Page): Promise<void>
}

/** Every place, in the order of the navigation; and some of them in the dark, and on a phone. */
export function scenesOf(values: Readonly<Record<string, readonly string[]>>): DashboardScene[] {
  const [report = '', partial = '', waiting = ''] = values['run_id'] ?? []
  return [
    {
      name: 'runs',
      place: '/runs',
      title: 'Runs',
      address: '/runs',
      words: 'Every run of the workspace, filtered in its address.',
    },
    {
      name: 'run',
      place: '/runs/$run_id',
      title: 'Run',
      address: `/runs/${report}`,
      words: 'What each agent saw, decided and did.',
    },
    { name: 'run-partial', title: 'Run, dark', address: `/runs/${partial}`, theme: 'dark', words: 'A run of which a part failed.' },
    {
      name: 'run-phone',
      title: 'Run on a phone',
      address: `/runs/${waiting}`,
      width: 360,
      height: 740,
      words: 'A run that waits for an answer.',
    },
    {
      name: 'approvals',
      place: '/approvals',
      title: 'Approvals',
      address: '/approvals',
      words: 'What waits for a person; the first answer wins, wherever it is given.',
    },
    {
      name: 'audit',
      place: '/audit',
      title: 'Audit',
      address: '/audit',
      words: 'The hash-chained log: filtered, explained, verified, exported.',
    },
    { name: 'rest', place: '/rest', title: 'REST API', address: '/rest', words: 'Every route, from the OpenAPI document, offline.' },
    {
      name: 'sign-in',
      title: 'Sign in',
      address: '/runs',
      stranger: true,
      width: 760,
      height: 560,
      words: 'What a browser without a session gets: the terminal of `claw web` has the code.',
    },
  ]
}
