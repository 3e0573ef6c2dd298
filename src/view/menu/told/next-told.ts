import { newLines } from './new-lines.ts'
import type { ToldMenu } from './tell-menu.ts'

export const NOTHING_TOLD: ToldMenu = {
  screen: -1,
  lines: [],
  parts: [],
  engine: '',
  waiting: 0,
  asked: null,
  chosen: '',
  choices: [],
  typing: false,
  shown: {},
}

/** What is said now that the menu is as `now`. */
export function nextTold(told: ToldMenu, now: ToldMenu): readonly string[] {
  const anew = now.screen !== told.screen
  return [
    ...(now.engine === told.engine ? [] : [`Engine: ${now.engine}.`]),
    ...(now.waiting > told.waiting ? [`Waiting for your word: ${now.waiting}.`] : []),
    ...(anew ? now.lines : now.parts.flatMap((part) => newLines(told.lines, part))),
    ...(anew || asksAnother(told, now) ? choiceLines(now) : []),
    ...(now.asked !== null && (anew || now.asked.id !== told.asked?.id) ? now.asked.lines : []),
  ]
}

/** Whether a number that was told means something else now. */
export function asksAnother(told: ToldMenu, now: ToldMenu): boolean {
  return now.screen !== told.screen || now.typing !== told.typing || labels(now) !== labels(told)
}

function labels({ choices }: ToldMenu): string {
  return choices
    .map(({ number, label }) => (label === '' ? '' : `${number} ${label}`))
    .join('\n')
    .trim()
}

function choiceLines({ choices, typing, asked }: ToldMenu): string[] {
  const named = choices.filter(({ said }) => said !== '')
  const lines = named.map(
    ({ number, said, refused }) => `${typing ? '.' : ''}${number}. ${said}${refused === '' ? '' : ` Not now: ${refused}.`}`,
  )
  return [...lines, howTo(typing, asked !== null)]
}

function howTo(typing: boolean, form: boolean): string {
  if (form)
    return 'A line answers the question below; an empty line leaves it as it is and goes on; a point and a number is a choice; a point alone tells all again.'
  return typing
    ? 'Type a text, or a point and the number of a choice; an empty line goes on; a point alone tells all again.'
    : 'Type a number; an empty line tells all again; q leaves.'
}
