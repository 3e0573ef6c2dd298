import type { ComponentProps } from 'react'
import { Tabs } from '../../kit/place/tabs.tsx'
import { useTabKeys } from './use-tab-keys.ts'

type KeyedTabsProps<Name extends string> = ComponentProps<typeof Tabs<Name>> & {
  /** Whose they are: "this agent". */
  readonly of: string
}

/** Tabs that are also opened by their numbers and from the palette. */
export function KeyedTabs<Name extends string>({ of, ...props }: KeyedTabsProps<Name>) {
  useTabKeys(of, props.tabs, props.onOpen)
  return <Tabs<Name> {...props} />
}
