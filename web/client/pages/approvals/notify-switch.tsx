import { useStore } from '../../app/create-store.ts'
import { canNotify, notifies, setNotifies } from '../../app/notify.ts'
import { Switch } from '../../kit/form/switch.tsx'

/** A note of the browser when something new is asked while nobody looks at the dashboard. */
export function NotifySwitch() {
  const on = useStore(notifies)
  if (!canNotify()) return null
  return <Switch label="Notify me" on={on} onChange={(wanted) => void setNotifies(wanted)} />
}
