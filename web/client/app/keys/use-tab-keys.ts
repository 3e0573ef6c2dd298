import { useEffect, useMemo, useRef } from 'react'
import { type Command, useCommands } from '../palette/command.ts'
import { type PageKey, usePageKeys } from './page-keys.ts'

interface KeyedTab<Name extends string> {
  readonly name: Name
  readonly label: string
}

/** The tabs of a page by number, and in the palette: `1` is the first. `of`: "this run". */
export function useTabKeys<Name extends string>(of: string, tabs: readonly KeyedTab<Name>[], open: (name: Name) => void): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  const listed = JSON.stringify(tabs.map(({ name, label }) => ({ name, label })))
  const { keys, commands } = useMemo(() => {
    const named = (JSON.parse(listed) as readonly KeyedTab<Name>[]).slice(0, 9)
    const run = (name: Name) => () => latest.current(name)
    return {
      keys: named.map(({ name, label }, n): PageKey => ({ key: String(n + 1), text: `${label} of ${of}`, run: run(name) })),
      commands: named.map(
        ({ name, label }, n): Command => ({
          id: `tab ${name}`,
          title: `${label} of ${of}`,
          group: 'Here',
          icon: 'right',
          keys: String(n + 1),
          run: run(name),
        }),
      ),
    }
  }, [listed, of])
  usePageKeys(keys)
  useCommands(commands)
}
