import { type Clause, type Taken, wordBefore } from '../clause.ts'
import { fileKindNamed } from '../file-kinds.ts'
import { isKnownExtension } from '../name-shapes.ts'
import { isAnaphor, isStopWord } from '../stop-words.ts'
import { FILE_NOUNS } from './file-types.ts'
import { furtherNames } from './further-names.ts'
import { type SlotMatch, type SlotParser, span } from './slot-match.ts'

const FOLDER_NOUN = /^(folders?|director(y|ies)|dir|tree|subfolder|subdirectory)$/u
const HERE_NOUN = /^(project|repo|repository|workspace|codebase|code-base|folder|directory|dir|place|working|root)$/u
const WITHIN = /^(in|inside|within|under|beneath|below|across|throughout|from|of|at|for|on|into)$/u
const PLAIN_WITHIN = /^(in|inside|within|under|beneath|across|throughout)$/u
const NOT_A_NAME = new Set(
  'up out everything anything all nothing take takes use uses using hold holds occupy have has contain contains number clean dirty size sizes structure layout tree contents content listing names total order bytes detail details general descending ascending short reverse alphabetical lines words column columns row rows table english french german spanish january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday which what each every parallel common use git particular human format terms average average history commit commits markdown csv json bold full time order front between case question addition color colour production'.split(
    ' ',
  ),
)

/** A folder: `in src/app`, `the docs folder`, `directory "My Files"`, `here`, `this project`. */
export const parseFolder: SlotParser = (clause, taken, slot) => {
  for (let index = 0; index < clause.tokens.length; index += 1) {
    const found = taken[index] ? undefined : folderAt(clause, taken, index, slot.after ?? [])
    if (found) return slot.many === true ? withFurther(clause, taken, found) : found
  }
  return hereMatch(clause, taken)
}

/** `in src, docs and tests`: further folders stand directly behind the first. */
function withFurther(clause: Clause, taken: Taken, first: SlotMatch): SlotMatch {
  const more = furtherNames(clause, taken, Math.max(...first.used) + 1, (at) => isFurtherFolder(clause, taken, at))
  if (more.length === 0) return first
  const values = [first.value, ...more.map((entry) => plainFolder(clause.tokens[entry.at]?.text ?? ''))]
  const last = (more.at(-1)?.at ?? 0) + 1
  const noun = !taken[last] && FOLDER_NOUN.test(clause.tokens[last]?.lower ?? '') ? [last] : []
  return { value: values, used: [...first.used, ...more.flatMap((entry) => entry.used), ...noun] }
}

/** A bare word is one only where it cannot be the verb of a next request. */
function isFurtherFolder(clause: Clause, taken: Taken, index: number): boolean {
  const token = clause.tokens[index]
  if (!token || taken[index]) return false
  if (token.kind === 'path' || token.kind === 'quoted') return !isFileLike(token.text)
  if (
    token.kind !== 'word' ||
    !isPlainName(token.text, token.lower) ||
    NOT_A_NAME.has(token.lower) ||
    VERB.test(token.lower) ||
    FILE_NOUNS.has(token.lower)
  )
    return false
  const described = clause.tokens[index - 1]?.lower === 'the' && !FOLDER_NOUN.test(clause.tokens[index + 1]?.lower ?? '')
  const kind = fileKindNamed(token.lower)
  return !described && (kind === undefined || kind.noun === true) && isEnd(clause, index + 1)
}

const VERB =
  /^(count|find|list|search|compare|summari[sz]e|organi[sz]e|sort|save|write|store|read|open|run|analy[sz]e|convert|group|check|tell|which|how|who|where|when|largest|smallest|newest|oldest|nothing|everything|elsewhere|others?|git|todos?)$/u

function plainFolder(text: string): string {
  return text.length > 1 ? text.replace(/\/+$/u, '') || '/' : text
}

function folderAt(clause: Clause, taken: Taken, index: number, cues: readonly string[]): ReturnType<SlotParser> {
  const token = clause.tokens[index]
  if (!token) return undefined
  const before = clause.tokens[wordBefore(clause, index)]?.lower ?? ''
  const nounAfter = !taken[index + 1] && FOLDER_NOUN.test(clause.tokens[index + 1]?.lower ?? '')
  const nounBefore = FOLDER_NOUN.test(clause.tokens[index - 1]?.lower ?? '') && !taken[index - 1]
  const used = [...(nounBefore ? [index - 1] : []), index, ...(nounAfter ? [index + 1] : [])]
  const value = plainFolder(token.text)
  if (token.kind === 'path') return nounAfter || nounBefore || !isFileLike(token.text) ? { value, used } : undefined
  if (token.kind === 'quoted')
    return nounAfter || nounBefore || (WITHIN.test(before) && !isFileLike(token.text) && /^[\w./ ~-]+$/u.test(token.text))
      ? { value, used }
      : undefined
  const isNoun = FILE_NOUNS.has(token.lower) && !(nounAfter || nounBefore || isNounFolder(clause, index))
  if (token.kind !== 'word' || isNoun || !isPlainName(token.text, token.lower)) return undefined
  const named = nounAfter && !HERE_ADJECTIVE.test(token.lower)
  if (named || (nounBefore && !NOT_A_NAME.has(token.lower) && isEnd(clause, index + 1))) return { value, used }
  const kind = fileKindNamed(token.lower)
  const leads = PLAIN_WITHIN.test(before)
    ? !kind || kind.noun === true
    : cues.includes(clause.tokens[index - 1]?.lower ?? '') && !kind && !LISTED.test(token.lower)
  return leads && !NOT_A_NAME.has(token.lower) && !FILE_NOUNS.has(clause.tokens[index + 1]?.lower ?? '') && isEnd(clause, index + 1)
    ? { value, used }
    : undefined
}

/** What people list besides folders: `list branches`, but `in branches`. */
const LISTED =
  /^(branch(es)?|todos?|fixmes?|commits?|tables?|contributors?|authors?|tags?|remotes?|links?|process(es)?|users|dependencies|duplicates?|functions|classes|languages?|columns?|rows?)$/u

const HERE_ADJECTIVE =
  /^(current|present|working|whole|entire|root|top-level|largest|biggest|smallest|heaviest|main|same|given|empty|sub|each|every|parent|new|newest|oldest|other|another|five|three|ten|two|four|many|most|few|several|no|more|which|what|up|how)$/u

function isFileLike(text: string): boolean {
  if (/^\.[a-z]\w*(ignore|rc|attributes|config|keep|env|profile|lock|modules)$/iu.test(text)) return true
  const extension = /[^/.]\.([a-z0-9]+)$/iu.exec(text)?.[1]
  return extension !== undefined && isKnownExtension(extension)
}

function isPlainName(text: string, lower: string): boolean {
  return (
    /^[\p{L}\p{N}_][\p{L}\p{N}_.@+-]*$/u.test(text) &&
    !isStopWord(lower) &&
    !isAnaphor(lower) &&
    !HERE_NOUN.test(lower) &&
    !FOLDER_NOUN.test(lower)
  )
}

/** `in scripts`: a folder, where "in the scripts" and "in code" speak of files. */
function isNounFolder(clause: Clause, index: number): boolean {
  const plural = /^(scripts|sources|modules|documents|source)$/u.test(clause.tokens[index]?.lower ?? '')
  return plural && /^(in|inside|under)$/u.test(clause.tokens[index - 1]?.lower ?? '') && isEnd(clause, index + 1)
}

/** The name ends here: nothing follows that could belong to it. */
function isEnd(clause: Clause, index: number): boolean {
  const next = clause.tokens[index]
  return (
    next === undefined ||
    next.kind === 'mark' ||
    isStopWord(next.lower) ||
    FOLDER_NOUN.test(next.lower) ||
    next.kind !== 'word' ||
    /^(by|per|sorted|ordered|larger|smaller|bigger|older|newer|changed|modified|that|which|with|except|excluding|recursively|have|has|contain|contains|mention|mentions|where|using|again|not|but|other|apart|without|ignoring|skipping|take|takes|use|uses|hold|holds|takes|occupy)$/u.test(
      next.lower,
    )
  )
}

/** `here`, `this project`, `the current directory`, `the repository`: the workspace itself. */
function hereMatch(clause: Clause, taken: Taken): ReturnType<SlotParser> {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index]) continue
    if (token.lower === 'here' || token.text === '.') return { value: '.', used: [index] }
    if (token.kind !== 'word' || !HERE_NOUN.test(token.lower) || token.lower === 'working' || token.lower === 'root') continue
    const from = adjectivesBefore(clause, taken, index)
    const lead = clause.tokens[wordBefore(clause, from)]?.lower ?? ''
    if (FOLDER_NOUN.test(token.lower) && from === index && !/^(this|the|my|our)$/u.test(clause.tokens[index - 1]?.lower ?? '')) continue
    if (WITHIN.test(lead) || from < index || !FOLDER_NOUN.test(token.lower)) return { value: '.', used: span(from, index + 1) }
  }
  return undefined
}

function adjectivesBefore(clause: Clause, taken: Taken, index: number): number {
  let from = index
  while (
    from > 0 &&
    !taken[from - 1] &&
    /^(current|present|working|whole|entire|root|project|this)$/u.test(clause.tokens[from - 1]?.lower ?? '')
  )
    from -= 1
  return from
}
