import { Dialog as Base } from '@base-ui/react/dialog'
import { type ReactNode, useRef } from 'react'
import button from '../act/button.module.css'
import { buttonClass } from '../act/button.tsx'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import styles from './dialog.module.css'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, the most important one last. */
  readonly footer?: ReactNode
  readonly wide?: boolean
}

/** Above the page, which waits; the focus is on what is to be filled in, Escape and the cross close it, and the focus goes back to where it was. */
export function Dialog({ open, onClose, title, description, children, footer, wide = false }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Viewport className={styles.place}>
          <Base.Popup
            ref={popup}
            className={classNames(styles.dialog, wide && styles.wide)}
            initialFocus={(by) => (by === 'touch' ? true : (firstField(popup.current) ?? true))}
          >
            <header className={styles.head}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              {/* Without a tooltip, which would take the first Escape. */}
              <Base.Close className={classNames(buttonClass({ variant: 'quiet' }), button.square)} aria-label="Close">
                <Icon name="close" />
              </Base.Close>
            </header>
            <div className={styles.body}>
              {description !== undefined && <Base.Description render={<div />}>{description}</Base.Description>}
              {children}
            </div>
            {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/** Else it would be the cross, which comes first. On a phone a field would bring up the keyboard. */
function firstField(popup: HTMLElement | null): HTMLElement | undefined {
  return (
    popup?.querySelector<HTMLElement>('textarea, input:not([type="checkbox"], [type="radio"], [type="hidden"], [aria-hidden="true"])') ??
    undefined
  )
}
