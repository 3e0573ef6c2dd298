import { withoutControls } from '../../../kernel/without-controls.ts'

/** More than anybody types; a paste may have any length. */
const MOST = 500

/** A line of a few words after something was typed or pasted: without what cannot be seen, which would act on the terminal. */
export function addWords(words: string, more: string): string {
  return withoutControls(`${words}${more.slice(0, MOST).replace(/\s+/g, ' ')}`.slice(0, MOST)).text
}
