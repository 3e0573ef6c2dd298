import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { Badge } from '../show/badge.tsx'
import styles from './tabs.module.css'

export interface Tab<Name extends string> {
  readonly name: Name
  readonly label: string
  readonly count?: number | undefined
  /** Called while the tab is open. */
  readonly content: () => ReactNode
}

interface TabsProps<Name extends string> {
  /** What the tabs are of, for those who listen. */
  readonly label: string
  readonly tabs: readonly Tab<Name>[]
  /** The open one: it stands in the address. */
  readonly open: Name
  readonly onOpen: (name: Name) => void
}

export function Tabs<Name extends string>({ label, tabs, open, onOpen }: TabsProps<Name>) {
  return (
    <Base.Root className={styles.tabs} value={open} onValueChange={(name: Name) => onOpen(name)}>
      <Base.List className={styles.list} aria-label={label} activateOnFocus={false}>
        {tabs.map(({ name, label, count }) => (
          <Base.Tab key={name} className={styles.tab} value={name}>
            {label}
            {count !== undefined && <Badge tone="dim">{count}</Badge>}
          </Base.Tab>
        ))}
        <Base.Indicator className={styles.mark} />
      </Base.List>
      {tabs.map(({ name, content }) => (
        <Base.Panel key={name} className={styles.panel} value={name}>
          {content()}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
