import { newLines } from './new-lines.ts'
import type { ToldMenu } from './tell-menu.ts'

export const NOTHING_TOLD: ToldMenu = { screen: -1, lines: [], chosen: '', choices: [], typing: false, shown: {} }

/** What is said now that the menu is as `now`. */
export function nextTold(told: ToldMenu, now: ToldMenu): readonly string[] {
  const anew = now.screen !== told.screen
  const asksAnew = anew || now.typing !== told.typing
  return [...(anew ? now.lines : newLines(told.lines, now.lines)), ...(asksAnew ? choiceLines(now) : [])]
}

function choiceLines({ choices, typing }: ToldMenu): string[] {
  const named = choices.filter(({ label }) => label !== '')
  const lines = named.map(
    ({ number, label, refused }) => `${typing ? '.' : ''}${number}. ${label}${refused === '' ? '' : ` Not now: ${refused}.`}`,
  )
  const how = typing
    ? 'Type a text, or a point and the number of a choice; an empty line goes on.'
    : 'Type a number; an empty line tells all again; q leaves.'
  return [...lines, how]
}
