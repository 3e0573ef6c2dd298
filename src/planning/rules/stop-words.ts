import { stem } from './stem.ts'

/**
 * Words that carry no request of their own. Negations, exclusions, comparisons, times and persons are not here on purpose:
 * a recipe that does not know them must not answer.
 */
const STOP =
  'a an the is are was were be been got am do does did has have had can could would should will shall may might please kindly just only simply me my mine i we our us you your ' +
  'of in on at to for from into with by as and or so also then there here that this which what ok okay hey hi hello thanks thank now now, right quickly ' +
  'want wanna need like tell give let know show display print get see present provide output answer help go ahead' +
  ' all any every overall altogether total exactly currently present actual actually respectively both contained stored located found existing exist exists inside within under'
const ANAPHORA = 'it its them their theirs they those these ones thereof'

const stopStems = new Set([...STOP.split(' '), ...ANAPHORA.split(' ')].flatMap((word) => [word, stem(word)]))
const anaphora = new Set(ANAPHORA.split(' '))

export const ARTICLES: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'this',
  'that',
  'my',
  'our',
  'its',
  'their',
  'these',
  'those',
  'all',
  'each',
  'every',
])

export function isStopWord(lower: string): boolean {
  return stopStems.has(lower) || stopStems.has(stem(lower))
}

/** Speaks of something that was said before. */
export function isAnaphor(lower: string): boolean {
  return anaphora.has(lower)
}
