import { Toast } from '@base-ui/react/toast'
import button from '../act/button.module.css'
import { buttonClass } from '../act/button.tsx'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import { NOTICE_ICONS } from './notice.tsx'
import type { ToastData } from './show-toast.ts'
import styles from './toasts.module.css'

/** Where toasts appear; once, inside of KitProvider. F6 goes there. */
export function Toasts() {
  return (
    <Toast.Portal>
      <Toast.Viewport className={styles.corner}>
        <Shown />
      </Toast.Viewport>
    </Toast.Portal>
  )
}

function Shown() {
  const { toasts, close } = Toast.useToastManager<ToastData>()
  return toasts.map((toast) => {
    const { tone = 'info', action } = toast.data ?? {}
    return (
      <Toast.Root key={toast.id} toast={toast} className={classNames(styles.toast, styles[tone])} swipeDirection={['right', 'down']}>
        <Icon name={NOTICE_ICONS[tone]} />
        <Toast.Content className={styles.content}>
          <Toast.Title className={styles.title} />
          <Toast.Description className={styles.text} />
        </Toast.Content>
        {action !== undefined && (
          <Toast.Action
            className={buttonClass({ size: 's' })}
            onClick={() => {
              action.run()
              close(toast.id)
            }}
          >
            {action.label}
          </Toast.Action>
        )}
        <Toast.Close className={classNames(buttonClass({ size: 's', variant: 'quiet' }), button.square)} aria-label="Close">
          <Icon name="close" />
        </Toast.Close>
      </Toast.Root>
    )
  })
}
