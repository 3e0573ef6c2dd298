import { type RefObject, useEffect } from 'react'

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]'

/** `/` moves the focus to a field, except where it would be typed into something. */
export function useSlashKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      // Of an editor in a shadow root the path names the element itself.
      const at = event.composedPath()[0]
      if (at instanceof Element && at.closest(TYPED_INTO) !== null) return
      event.preventDefault()
      field.current?.select()
      field.current?.focus()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [field])
}
