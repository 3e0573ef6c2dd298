import { createStore } from './create-store.ts'

const KEY = 'claw.notify'

/** Whether this browser is to say when something new is asked. */
export const notifies = createStore(stored())

export function canNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission !== 'denied'
}

/** Asks the person's leave where it is not given yet. */
export async function setNotifies(wanted: boolean): Promise<void> {
  const on = wanted && (await Notification.requestPermission()) === 'granted'
  notifies.set(on)
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing: it holds for this page.
  }
}

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on' && 'Notification' in globalThis && Notification.permission === 'granted'
  } catch {
    return false
  }
}
