import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { keys } from '../../api/query-keys.ts'
import type { Command } from './command.ts'
import { matchCommands } from './match-commands.ts'
import { SOURCES } from './sources.ts'

const ALL_SHOWN = 6
const FRESH_MS = 5000

export interface Found {
  readonly commands: readonly Command[]
  readonly searching: boolean
}

/** What of the workspace fits the text. A source that fails gives nothing: the others go on. */
export function useFound(text: string): Found {
  const router = useRouter()
  const wanted = text.trim()
  return useQueries({
    queries: SOURCES.map((source) => ({
      queryKey: [...keys.search(source.searches === 'server' ? wanted : ''), source.group],
      queryFn: () => source.find(source.searches === 'server' ? wanted : '', router),
      placeholderData: keepPreviousData,
      staleTime: FRESH_MS,
      retry: false,
    })),
    combine: (answers) => ({
      commands: answers.flatMap(({ data = [] }, n) => (SOURCES[n]?.searches === 'server' ? data : fitting(data, wanted))),
      searching: answers.some(({ isFetching }) => isFetching),
    }),
  })
}

// Of what is given as a whole, nothing is shown before it is looked for.
function fitting(commands: readonly Command[], text: string): readonly Command[] {
  return text === '' ? [] : matchCommands(commands, text).flatMap(({ items }) => items.slice(0, ALL_SHOWN))
}
