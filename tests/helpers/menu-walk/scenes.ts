import type { PlaceName } from '../../../src/view/menu/destination.ts'
import type { DemoTask } from './demo-workspace.ts'

export type Step = string | { readonly type: string } | { readonly idOf: DemoTask } | { readonly rest: number }

/** A screen of the menu as docs/MENU.md shows it, and the keys that lead there. */
export interface Scene {
  readonly title: string
  /** The screen that it is, if it is not something in front of one. */
  readonly place?: PlaceName
  /** Absent: from home. `before`: from where the scene before ended. */
  readonly from?: 'before'
  /** Names of keys, or texts that are typed; after each the screen has to come to rest. */
  readonly steps: readonly Step[]
  /** On the screen, when it is what it should be. */
  readonly shows: RegExp
  readonly rows?: number
}

const erased = (count: number): Scene['steps'] => Array.from({ length: count }, () => 'backspace')
const to = (place: string): Scene['steps'] => [':', { type: place }, 'enter']

export const SCENES: readonly Scene[] = [
  { title: 'Home', place: 'home', steps: [], shows: /2 waiting +what/ },
  { title: 'Home: a path is completed', from: 'before', steps: [{ type: 'What is in @src/m' }], shows: /main\.ts/, rows: 14 },
  { title: 'Home: the options of a run', from: 'before', steps: [...erased(18), 'ctrl+o'], shows: /policy/i },
  { title: 'Every key of a screen', steps: ['?'], shows: /Everywhere/, rows: 40 },
  {
    title: 'Go to a place by its name',
    from: 'before',
    steps: ['escape', ':', { type: 'nowhere' }, 'enter'],
    shows: /no place 'nowhere'/,
    rows: 12,
  },
  { title: 'Runs', place: 'runs', steps: to('runs'), shows: /symphony/ },
  { title: 'Runs: filtered', from: 'before', steps: ['/', { type: 'status:failed' }], shows: /symphony/, rows: 16 },
  { title: 'A run: how it stands', place: 'run', steps: [':', { type: 'run ' }, { idOf: 'count' }, 'enter'], shows: /^claw Run/ },
  { title: 'A run: its steps', from: 'before', steps: ['2'], shows: /^claw Run/ },
  { title: 'A run: a step by time', from: 'before', steps: ['w', 'down', 'down', 'down'], shows: /^claw Run/ },
  { title: 'A run: everything about a step', from: 'before', steps: ['enter'], shows: /^claw Run/ },
  { title: 'A run: its log', from: 'before', steps: ['escape', '3'], shows: /^claw Run/ },
  { title: 'A run: go on from a step, with something changed', from: 'before', steps: ['2', 'w', 'end', 'up', 'f'], shows: /^claw Run/ },
  { title: 'Approvals', place: 'approvals', steps: to('approvals'), shows: /git push/ },
  { title: 'An approval', place: 'approval', from: 'before', steps: ['enter'], shows: /Allow/ },
  {
    title: 'A plan before it is approved',
    place: 'plan',
    steps: [...to('approvals'), 'down', 'enter', { rest: 600 }, '4'],
    shows: /> Plan/,
  },
  { title: 'Grants', place: 'grants', steps: to('grants'), shows: /git fetch/, rows: 16 },
  { title: 'Agents', place: 'agents', steps: to('agents'), shows: /file-analyst/ },
  { title: 'An agent', place: 'agent', from: 'before', steps: ['enter'], shows: /^claw Agents > ./ },
  { title: 'An agent: what it may do', from: 'before', steps: ['tab'], shows: /\[permissions\]/ },
  { title: 'An agent is edited', place: 'agent-edit', from: 'before', steps: ['e'], shows: /data-analyst/ },
  { title: 'An agent is tried', place: 'agent-test', steps: [...to('agents'), 't'], shows: /data-analyst/ },
  { title: 'An agent is made', place: 'agent-new', steps: [...to('agents'), 'n'], shows: /New agent|agent/ },
  {
    title: 'Who would be given a task',
    place: 'why',
    steps: [...to('agents'), 'w', { type: 'count the words in README.md' }, 'ctrl+s'],
    shows: /file-analyst/,
  },
  { title: 'Skills', place: 'skills', steps: to('skills'), shows: /^claw Skills/ },
  { title: 'A skill', place: 'skill', from: 'before', steps: ['enter'], shows: /^claw Skills > / },
  { title: 'Tools', place: 'tools', steps: to('tools'), shows: /http_api +yes +ask/ },
  { title: 'A tool', place: 'tool', from: 'before', steps: ['enter'], shows: /^claw Tools > / },
  { title: 'A tool: what the policy says', from: 'before', steps: ['t'], shows: /^claw Tools > / },
  { title: 'Audit', place: 'audit', steps: to('audit'), shows: /run\.started/ },
  { title: 'An audit record', place: 'audit-record', from: 'before', steps: ['enter'], shows: /^claw Audit > / },
  { title: 'Settings', place: 'settings', steps: to('settings'), shows: /of \d+ set/ },
  { title: 'Settings: one of them', from: 'before', steps: ['end', 'e'], shows: /\[ Save \]/, rows: 12 },
  { title: 'Setup', place: 'setup', steps: to('setup'), shows: /Who should answer\?/, rows: 14 },
  { title: 'Setup: address and key', from: 'before', steps: ['home', 'enter'], shows: /OPENAI_API_KEY/, rows: 14 },
  { title: 'Models', place: 'models', steps: to('models'), shows: /^claw Models/, rows: 14 },
  { title: 'Policy', place: 'policy', steps: to('policy'), shows: /preset workspace/ },
  { title: 'Secrets', place: 'secrets', steps: to('secrets'), shows: /0 secrets/, rows: 12 },
  { title: 'Memory', place: 'memory', steps: to('memory'), shows: /file-analyst/, rows: 14 },
  { title: 'Memory of an agent', place: 'agent-memory', from: 'before', steps: ['down', 'enter'], shows: /> episode/ },
  { title: 'The dashboard', place: 'web', steps: to('web'), shows: /sign-in\?code=/, rows: 12 },
  { title: 'Doctor', place: 'doctor', steps: to('doctor'), shows: /\d+ failed *$/m, rows: 28 },
]
