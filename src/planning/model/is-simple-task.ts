const MAX_CHARACTERS = 300

const ACTIONS =
  'add|analy[sz]e|build|calculate|change|check|clean|compare|convert|copy|count|create|delete|describe|download|draw|edit|explain|extract|fetch|find|fix|' +
  'format|generate|get|give|group|install|list|look|make|merge|move|open|organi[sz]e|plot|print|put|read|refactor|remove|rename|replace|report|research|' +
  'review|run|save|search|send|show|sort|split|store|summari[sz]e|tell|test|translate|update|upload|write'

// One step after another, said outright.
const SEQUENCE =
  /\b(?:then|afterwards|after that|after which|finally|next,|first(?:ly)?,|second(?:ly)?,|at the same time|in parallel|meanwhile)\b/i
// Numbered or bulleted lines.
const LIST = /^\s*(?:\d+[.)]|[-*\u2022])\s+\S/m
// "... and write ...": a second act. "How many are there, and which are the largest?" is one question in two parts.
const SECOND_ACT = new RegExp(`(?:\\band|\\bplus|;|,)\\s+(?:also\\s+)?(?:${ACTIONS})\\b`, 'i')
const ACT = new RegExp(`^(?:please\\s+|now\\s+|also\\s+)*(?:${ACTIONS})\\b`, 'i')

/**
 * Whether one agent can take the task as it is, without a plan: at most 300 characters, no list, no words of sequence, no second act joined by
 * "and", and at most one sentence that asks or orders (others may say how: "Answer in one line."). A guess on the safe side: a task that
 * is called not simple costs one plan call, and nothing else.
 */
export function isSimpleTask(task: string): boolean {
  const text = task.trim()
  if (text === '' || text.length > MAX_CHARACTERS || LIST.test(text) || SEQUENCE.test(text) || SECOND_ACT.test(text)) return false
  return sentences(text).filter(isRequest).length <= 1
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.trim() !== '')
}

function isRequest(sentence: string): boolean {
  return sentence.trim().endsWith('?') || ACT.test(sentence.trim())
}
