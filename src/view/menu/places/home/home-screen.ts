import { defineScreen } from '../../define-screen.ts'
import type { Destination } from '../../destination.ts'
import { chosenIndex, EMPTY_LIST, LIST_KEYS, type ListState, reduceList } from '../../parts/list.ts'
import { line, span } from '../../span.ts'

const ROOMS: readonly { readonly destination: Destination; readonly name: string; readonly what: string }[] = [
  { destination: { to: 'tools' }, name: 'Tools', what: 'what agents may use, and what the policy says to it' },
  { destination: { to: 'approvals' }, name: 'Approvals', what: 'what waits for your word' },
  { destination: { to: 'audit' }, name: 'Audit', what: 'who did what, and why' },
  { destination: { to: 'agents' }, name: 'Agents', what: 'who does the work' },
  { destination: { to: 'skills' }, name: 'Skills', what: 'what agents are taught' },
  { destination: { to: 'doctor' }, name: 'Doctor', what: 'is everything well' },
]
const NAMES = ROOMS.map(({ name }) => name)

/** Where the menu begins. */
export const homeScreen = defineScreen<'home', { readonly list: ListState }>({
  place: 'home',
  title: 'Home',
  keys: [
    { action: 'open', keys: ['enter'], label: 'open', help: 'Go to the chosen place.' },
    ...LIST_KEYS.filter(({ action }) => action !== 'list.filter'),
  ],
  open: () => ({ state: { list: EMPTY_LIST } }),
  reduce: (state, message) => {
    const list = reduceList(state.list, message, NAMES)
    if (list !== undefined) return { state: { list } }
    const room = ROOMS[chosenIndex(state.list, NAMES)]
    if (message.type !== 'action' || message.action !== 'open' || room === undefined) return { state }
    return { state, go: { type: 'open', destination: room.destination } }
  },
  view: ({ list }) => ({
    title: 'Home',
    blocks: [
      {
        kind: 'table',
        columns: [{ title: '' }, { title: '' }],
        rows: ROOMS.map(({ name, what }) => ({ id: name, cells: [line(span(name, 'strong')), line(span(what, 'dim'))] })),
        chosen: chosenIndex(list, NAMES),
        empty: [],
      },
    ],
  }),
})
