const WIDE = /[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/g
const CHARACTERS_PER_TOKEN = 4

/** About how many tokens a model reads in the text: one for each character of an unspaced script, one for four of any other. */
export function textTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0
  return wide + Math.ceil((text.length - wide) / CHARACTERS_PER_TOKEN)
}
