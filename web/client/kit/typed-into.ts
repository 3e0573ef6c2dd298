const TYPED_INTO = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]'

/** Whether a single letter belongs to what has the focus, or such keys are switched off: then it is nobody's shortcut. */
export function isTypedInto(event: KeyboardEvent): boolean {
  if (document.documentElement.dataset['keys'] === 'off') return true
  // Of an editor in a shadow root the path names the element itself.
  const at = event.composedPath()[0]
  return at instanceof Element && at.closest(TYPED_INTO) !== null
}
