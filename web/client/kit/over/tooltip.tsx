import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import styles from './popup.module.css'

interface TooltipProps {
  /** Undefined: none is shown. It adds to what can be read or heard anyway: a name, a description, a title. */
  readonly text: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** One element that takes a ref and the props of a trigger. */
  readonly children: ReactElement
}

/** What the pointer or the focus is on, in a few words. */
export function Tooltip({ text, side = 'top', children }: TooltipProps) {
  return (
    <Base.Root disabled={text === undefined}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className={styles.tipPlace} side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className={styles.tip}>{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
