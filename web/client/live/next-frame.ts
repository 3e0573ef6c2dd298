const UNSEEN_MS = 250

/** Before the next picture; a page that nobody sees has none, and does it after a while. Returns what cancels it. */
export function nextFrame(act: () => void): () => void {
  if (document.visibilityState !== 'visible') {
    const timer = setTimeout(act, UNSEEN_MS)
    return () => clearTimeout(timer)
  }
  const frame = requestAnimationFrame(act)
  return () => cancelAnimationFrame(frame)
}
