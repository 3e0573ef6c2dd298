import type { Page } from 'playwright-core'
import { addressesOf, placePaths, placeTitle } from '../helpers/dashboard/places.ts'

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

/** What is said of a place beside its title, and what it is pictured with. */
const PLACES: Readonly<Record<string, Pick<DashboardScene, 'words'> & Partial<DashboardScene>>> = {
  '/': {
    words: 'What needs a person, what runs, how it went: success, latency, tokens and cost over time.',
    address: '/?range=7d',
    height: 1100,
  },
  '/runs': { words: 'Every run of the workspace; each filter stands in the address.' },
  '/runs/$run_id': {
    words:
      'What each agent saw, decided and did: the graph, every step with prompt, arguments, decision and result, the timeline, events, files with differences, cost.',
    height: 1040,
  },
  '/new': { words: 'A task with everything that `claw run` takes, and beforehand who would take it, by which engine, at which price.' },
  '/approvals': {
    words:
      'What waits for a person, with the exact arguments, why it was asked and what an answer would save. The first answer wins, wherever it is given.',
  },
  '/agents': { words: 'Every agent with how it has done; broken ones with their reason.' },
  '/agents/$agent_id': { words: 'One agent: what it may do, how it has done, its versions, what it remembers.' },
  '/agents/new': { words: 'An agent from words, with what it would be allowed, checked while it is written.' },
  '/agents/$agent_id/edit': { words: 'Manifest and skill.md with live validation; what would change, and what it widens.' },
  '/skills/$skill_id': { words: 'One skill, its recipes, and the agents that use it.' },
  '/why': { words: 'Who would be given a task, or which skills it would bring, with every score.' },
  '/tools/$name': { words: 'One tool: a form made from its schema, the decision before the call, the call itself.' },
  '/memory/$agent_id': { words: 'What one agent remembers, each with what it rests on: pinned, searched, forgotten.' },
  '/skills': { words: 'What agents are taught, and which of them use it.' },
  '/tools': { words: 'Every tool by its schema: what would become of a call, and the call itself, by the real executor.' },
  '/memory': { words: 'What agents remember, from where, and what a task would recall.' },
  '/audit': { words: 'The hash-chained log: filtered, explained, verified, exported.' },
  '/audit/$n': { words: 'One record with all that led to it and came of it.' },
  '/settings': { words: 'Every setting with where its value comes from; secrets can be written and not read.' },
  '/system': { words: 'Doctor, processes, disk, sandbox, embedder.' },
  '/rest': { words: 'Every route, from the OpenAPI document, offline.' },
}

/** Every place once, in the order of the navigation, and what is worth a further picture. */
export function scenesOf(values: Readonly<Record<string, readonly string[]>>): DashboardScene[] {
  return [...placePaths().map((path) => sceneOf(path, values)), ...furtherScenes(values)]
}

function sceneOf(path: string, values: Readonly<Record<string, readonly string[]>>): DashboardScene {
  const [address = path] = addressesOf(path, values)
  const name = path === '/' ? 'overview' : path.slice(1).replaceAll(/[/$]+/g, '-')
  return { name, place: path, address, title: placeTitle(path), words: '', ...PLACES[path] }
}

function furtherScenes(values: Readonly<Record<string, readonly string[]>>): DashboardScene[] {
  const [report = '', partial = '', waiting = ''] = values['run_id'] ?? []
  return [
    {
      name: 'run-steps',
      title: 'Run: steps',
      address: `/runs/${report}?tab=steps`,
      words: 'Each step of each agent, with what it was asked and what came of it.',
    },
    {
      name: 'run-partial',
      title: 'Run, dark',
      address: `/runs/${partial}`,
      theme: 'dark',
      words: 'A run of which a part failed: by which stage, and the event that tells it.',
    },
    {
      name: 'run-phone',
      title: 'Run on a phone',
      address: `/runs/${waiting}`,
      width: 360,
      height: 740,
      words: 'A run that waits for an answer.',
    },
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
