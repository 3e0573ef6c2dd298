import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isTypedInto } from '../../kit/typed-into.ts'
import { door, openKeys, openNewRun, openPalette } from '../doors.ts'
import { NAV_PLACES } from '../nav-places.ts'
import { pageKeys } from './page-keys.ts'

const SECOND_KEY_MS = 1500

/** The keys that hold everywhere: Ctrl-K, and single letters where nothing is typed. */
export function useShellKeys(): void {
  const router = useRouter()
  useEffect(() => {
    let goUntil = 0
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      if (isPaletteKey(event)) {
        event.preventDefault()
        if (door.get()?.to !== 'palette') openPalette()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || door.get() !== undefined || isTypedInto(event)) return
      const going = Date.now() < goUntil
      goUntil = !going && event.key === 'g' ? Date.now() + SECOND_KEY_MS : 0
      const act = going ? goTo(event.key) : actOf(event.key)
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    function goTo(key: string): (() => void) | undefined {
      const place = NAV_PLACES.find(({ nav }) => nav.key === key)
      return place && (() => void router.navigate({ to: place.path as string }))
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [router])
}

function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

function actOf(key: string): (() => void) | undefined {
  switch (key) {
    case '?':
      return openKeys
    case 'n':
      return () => openNewRun()
    case '/':
      return focusFilter
    default:
      return pageKeys.get().findLast((one) => one.key === key)?.run
  }
}

// A SearchField takes the key itself; a page may have a plain field.
function focusFilter(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus()
}
