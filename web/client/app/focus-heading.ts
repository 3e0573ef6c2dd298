/** After a change of place: whoever listens hears the new heading, and Tab goes on from there. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
  // A page or dialog that has put the focus where it is needed keeps it.
  if (heading === null || document.activeElement?.closest('main, [role="dialog"]')) return
  if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
