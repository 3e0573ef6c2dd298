import type { EditorState } from '../../parts/editor/editor-state.ts'
import { newEditor } from '../../parts/editor/editor-state.ts'
import type { FormValues } from '../../parts/form/field.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { EMPTY_LIST, type ListState } from '../../parts/list.ts'
import type { HomeCounts } from './home-io.ts'
import { ROOMS } from './home-rooms.ts'

export interface HomeState {
  readonly editor: EditorState
  /** Where keys go: into the line, the places below it, or the options. */
  readonly focus: 'line' | 'places' | 'options'
  readonly list: ListState
  /** Newest first. */
  readonly history: readonly string[]
  /** Null: not known yet. */
  readonly counts: HomeCounts | null
  readonly options: FormValues
  readonly form: FormState | null
  readonly starting: boolean
  /** The run that was started last, until it has ended. */
  readonly watched: string | null
  /** Tasks that could be planned, where the last one could not. */
  readonly suggestions: readonly string[]
}

export const FIRST_HOME: HomeState = {
  editor: newEditor(),
  focus: 'line',
  list: EMPTY_LIST,
  history: [],
  counts: null,
  options: {},
  form: null,
  starting: false,
  watched: null,
  suggestions: [],
}

/** What can be chosen below the line. */
export type HomeRow = { readonly id: string; readonly suggestion: string } | { readonly id: string; readonly room: (typeof ROOMS)[number] }

export function homeRows({ suggestions }: HomeState): readonly HomeRow[] {
  return [
    ...suggestions.map((suggestion, index) => ({ id: `suggestion ${index}`, suggestion })),
    ...ROOMS.map((room) => ({ id: room.name, room })),
  ]
}
