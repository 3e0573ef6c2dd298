import type { KeyRow } from '../../key-row.ts'
import { FILTER_KEYS, LIST_KEYS } from '../../parts/list.ts'
import { PANE_KEYS } from '../../parts/pane.ts'
import { CHOOSE_KEYS, INPUT_KEYS, REPORT_KEYS } from './dialog-keys.ts'

const VIEW_KEYS: readonly KeyRow[] = [
  { action: 'tab.next', keys: ['tab'], label: 'view', help: 'The next view: overview, steps, log.' },
  { action: 'tab.previous', keys: ['shift+tab'], label: 'view before', help: 'The view before.', quiet: true },
  { action: 'tab.overview', keys: ['1'], label: 'overview', help: 'How it stands: capsules, plan, result.', quiet: true },
  { action: 'tab.steps', keys: ['2'], label: 'steps', help: 'Every step as a tree or by time.', quiet: true },
  { action: 'tab.log', keys: ['3'], label: 'log', help: 'Every event, one line each.', quiet: true },
]

/** What can be done with the run, in every view of it. */
const ACT_KEYS: readonly KeyRow[] = [
  { action: 'answer', keys: ['a'], label: 'answer', help: 'Answer what it waits for.' },
  { action: 'stop', keys: ['s'], label: 'stop', help: 'Stop it: no new work, the agents are told. Asks first.' },
  {
    action: 'kill',
    keys: ['K'],
    label: 'kill',
    help: 'Kill its agents and tools at once, also when its process does not answer. Asks first.',
  },
  { action: 'resume', keys: ['r'], label: 'resume', help: 'Go on with a run that waits or was interrupted.' },
  { action: 'fork', keys: ['f'], label: 'fork', help: 'Another run that goes on from the chosen step, with something changed.' },
  { action: 'rerun', keys: ['R'], label: 'run again', help: 'The same task with the same options, as a new run.' },
  { action: 'undo', keys: ['u'], label: 'undo', help: 'Put back the files that it changed. Shows them first.' },
  { action: 'replay', keys: ['p'], label: 'replay', help: 'Play it again from its journal and compare: nothing is called.' },
  {
    action: 'export',
    keys: ['x', 'e'],
    label: 'export',
    help: 'Write the run with its events, journal and artifacts to a file or folder.',
  },
  { action: 'id', keys: ['y', 'i'], label: 'id', help: 'Show the whole id, to be copied.' },
]

const STEP_KEYS: readonly KeyRow[] = [
  { action: 'open', keys: ['enter'], label: 'details', help: 'Prompt, arguments, result and decision of the step.' },
  { action: 'waterfall', keys: ['w'], label: 'by time', help: 'Bars by time instead of the tree, and back.' },
  { action: 'fold', keys: ['left', 'h'], label: 'fold', help: 'Fold the part, or go up to the one that holds it.', quiet: true },
  { action: 'unfold', keys: ['right', 'l'], label: 'unfold', help: 'Unfold the part.', quiet: true },
  { action: 'toggle', keys: ['space'], label: 'fold', help: 'Fold or unfold the part.', quiet: true },
]

const DETAIL_KEYS: readonly KeyRow[] = [
  { action: 'close', keys: ['escape', 'backspace'], label: 'steps', help: 'Back to the steps.' },
  {
    action: 'whole',
    keys: ['o'],
    label: 'whole result',
    help: 'Write the whole result of the tool call to a file: the log holds the beginning of a long one.',
  },
  { action: 'step.next', keys: [']', 'n'], label: 'next step', help: 'The details of the next step.' },
  { action: 'step.previous', keys: ['[', 'N'], label: 'step before', help: 'The details of the step before.', quiet: true },
]

const LOG_KEYS: readonly KeyRow[] = [{ action: 'follow', keys: ['F'], label: 'follow', help: 'To the end, and on with what comes.' }]

const inMode = (mode: string, ...tables: readonly (readonly KeyRow[])[]): KeyRow[] => tables.flat().map((row) => ({ ...row, mode }))

export const RUN_KEYS: readonly KeyRow[] = [
  ...VIEW_KEYS,
  ...ACT_KEYS,
  ...PANE_KEYS,
  ...inMode('steps', STEP_KEYS, VIEW_KEYS, ACT_KEYS, LIST_KEYS),
  ...inMode('detail', DETAIL_KEYS, ACT_KEYS, PANE_KEYS),
  ...inMode('log', VIEW_KEYS, LOG_KEYS, ACT_KEYS, PANE_KEYS),
  ...FILTER_KEYS,
  ...CHOOSE_KEYS,
  ...INPUT_KEYS,
  ...REPORT_KEYS,
]
