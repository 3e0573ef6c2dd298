/** Of what is scrolled by itself: the keyboard scrolls what has the focus. */
export function scrolled(label: string) {
  return { role: 'group', tabIndex: 0, 'aria-label': label } as const
}
