import type { MenuState } from '../view/menu/menu-state.ts'
import { NOTHING_TOLD, nextTold } from '../view/menu/told/next-told.ts'
import { type ToldMenu, tellMenu } from '../view/menu/told/tell-menu.ts'

export interface Speaker {
  /** What was said last. */
  told(): ToldMenu
  /** The menu is so now: said a moment later, so that what comes together is told together. */
  settle(state: MenuState): void
  /** Says at once what is still to be said. */
  tell(): void
  /** All of it again. */
  again(state: MenuState): void
  close(): void
}

const SETTLE_MS = 300

export function createSpeaker(say: (line: string) => void, onTold: (told: ToldMenu, shownAnew: boolean) => void): Speaker {
  let told = NOTHING_TOLD
  let timer: NodeJS.Timeout | undefined
  let latest: MenuState | undefined
  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    if (latest === undefined) return
    const now = tellMenu(latest)
    const shown = JSON.stringify(now.shown) !== JSON.stringify(told.shown)
    for (const line of nextTold(told, now)) say(line)
    told = now
    onTold(told, shown)
  }
  return {
    told: () => told,
    settle: (state) => {
      latest = state
      timer ??= setTimeout(tell, SETTLE_MS)
    },
    tell,
    again: (state) => {
      told = { ...NOTHING_TOLD, shown: told.shown }
      latest = state
      tell()
    },
    close: () => clearTimeout(timer),
  }
}
