import { useEffect, useMemo, useRef } from 'react'
import { type Command, useCommands } from '../palette/command.ts'
import { type PageKey, usePageKeys } from './page-keys.ts'

export interface Deed {
  readonly id: string
  /** "Fork this run". */
  readonly title: string
  /** As in KeyboardEvent.key; the menu's, where it has one. Only for what asks before it does anything. */
  readonly key?: string
  readonly run: () => void
}

/** What can be done on a page right now: in the palette, and by a key. */
export function useDeeds(deeds: readonly Deed[]): void {
  const latest = useRef(deeds)
  useEffect(() => {
    latest.current = deeds
  })
  const listed = JSON.stringify(deeds.map(({ id, title, key }) => ({ id, title, key })))
  const { keys, commands } = useMemo(() => {
    const named = JSON.parse(listed) as readonly Pick<Deed, 'id' | 'title' | 'key'>[]
    const run = (id: string) => () => latest.current.find((deed) => deed.id === id)?.run()
    return {
      keys: named.flatMap(({ id, title, key }): PageKey[] => (key === undefined ? [] : [{ key, text: title, run: run(id) }])),
      commands: named.map(
        ({ id, title, key }): Command => ({
          id: `deed ${id}`,
          title,
          group: 'Here',
          icon: 'right',
          ...(key === undefined ? {} : { keys: key }),
          run: run(id),
        }),
      ),
    }
  }, [listed])
  usePageKeys(keys)
  useCommands(commands)
}
