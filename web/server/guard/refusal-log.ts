import type { App, WebRefusal } from '../../../src/app/app-port.ts'

export interface RefusalLog {
  note(refusal: WebRefusal): void
}

const WINDOW_MS = 60_000
const PER_WINDOW = 30

/** Tells the audit log what was refused, at most so often: a stranger who knocks all day must not fill the disk. */
export function createRefusalLog(app: Pick<App, 'recordWebRefusal'>, now: () => number = Date.now): RefusalLog {
  let window = { start: now(), count: 0, dropped: 0 }
  return {
    note: (refusal) => {
      if (now() - window.start >= WINDOW_MS) window = { start: now(), count: 0, dropped: window.dropped }
      if (window.count >= PER_WINDOW) {
        window.dropped += 1
        return
      }
      window.count += 1
      const dropped = window.dropped
      window.dropped = 0
      const reason = dropped === 0 ? refusal.reason : `${refusal.reason} (${dropped} more were refused before)`
      // The answer does not wait for the log, and a full disk must not end the server.
      app.recordWebRefusal({ ...refusal, path: refusal.path.slice(0, 200), reason }).catch(() => undefined)
    },
  }
}
