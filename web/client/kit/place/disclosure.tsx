import { Collapsible } from '@base-ui/react/collapsible'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import styles from './disclosure.module.css'

interface DisclosureProps {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly startsOpen?: boolean
  /** Together: whether it is open stands elsewhere, in the address for one. */
  readonly open?: boolean | undefined
  readonly onOpen?: ((open: boolean) => void) | undefined
}

/** More, for who wants it. What is folded away is not drawn. */
export function Disclosure({ summary, children, startsOpen = false, open, onOpen }: DisclosureProps) {
  return (
    <Collapsible.Root defaultOpen={startsOpen} open={open} onOpenChange={(now) => onOpen?.(now)}>
      <Collapsible.Trigger className={styles.trigger}>
        <Icon name="chevron-right" />
        <span className={styles.summary}>{summary}</span>
      </Collapsible.Trigger>
      <Collapsible.Panel className={styles.panel}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
