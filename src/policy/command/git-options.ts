import { joinWords, lookInsideScript, record } from './look-inside.ts'
import type { Call, Reading } from './reading.ts'
import { optionGiven, type SkippedOptions, skipOptions } from './skip-options.ts'
import { plainWord, type Word } from './word.ts'

const GLOBAL = {
  short: 'pPhv',
  valued: 'Cc',
  long: [
    'no-pager',
    'paginate',
    'bare',
    'no-replace-objects',
    'literal-pathspecs',
    'no-optional-locks',
    'version',
    'help',
    'no-lazy-fetch',
  ],
  longValued: ['git-dir', 'work-tree', 'namespace'],
} as const

const SAFE_SETTING =
  /^(?:user\.|color\.|core\.(?:quotepath|autocrlf|safecrlf|filemode|ignorecase|abbrev)|log\.|init\.defaultbranch|commit\.gpgsign|tag\.gpgsign|advice\.|diff\.(?:algorithm|renames|context|noprefix|mnemonicprefix)|merge\.(?:conflictstyle|ff)|pull\.(?:rebase|ff)|rebase\.autosquash|safe\.directory|column\.|blame\.|status\.|push\.default|branch\.|grep\.|format\.pretty|http\.(?:postbuffer|version)|protocol\.version|gc\.auto|fetch\.prune|submodule\.recurse|rerere\.)/i

/** git with its own options put aside: `git -C x push` is `git push`. What makes it start other programs is a hazard. */
export function readGit(name: string, call: Call, reading: Reading): boolean {
  if (name !== 'git') return false
  const skipped = skipOptions(call.args, GLOBAL)
  if (skipped === null) reading.hazards.add('an option of git that is not known')
  else {
    noteSettings(call.args.slice(0, call.args.length - skipped.rest.length), reading)
    readSubcommand(skipped, call, reading)
  }
  record(call, reading)
  return true
}

function noteSettings(args: readonly Word[], reading: Reading): void {
  for (const [index, { value }] of args.entries()) {
    const setting = value === '-c' ? args[index + 1]?.value : value?.startsWith('-c') ? value.slice(2) : undefined
    if (setting === null || (setting !== undefined && !SAFE_SETTING.test(setting)))
      reading.hazards.add(`git -c ${setting?.split('=')[0] ?? ''} may start other programs`)
    if (value?.startsWith('--git-dir')) reading.hazards.add('git takes its settings from elsewhere')
  }
}

function readSubcommand(skipped: SkippedOptions, call: Call, reading: Reading): void {
  const [subcommand, ...args] = skipped.rest
  const texts = args.map((word) => word.value)
  if (subcommand?.value === null || optionGiven(skipped, 'git-dir')) reading.hazards.add('what git does is made at run time')
  if (
    texts.some(
      (text) =>
        text !== null &&
        /^(?:--(?:upload-pack|receive-pack|exec|open-files-in-pager|ext-diff|extcmd|template|gpg-sign-program)\b|ext::|-O.)/.test(text),
    ) &&
    subcommand?.value !== 'diff'
  )
    reading.hazards.add('an option of git starts other programs')
  for (const run of RUNS[subcommand?.value ?? ''] ?? []) run(args, call, reading)
}

type Run = (args: readonly Word[], call: Call, reading: Reading) => void

const scriptAfter =
  (option: RegExp, label: string): Run =>
  (args, call, reading) => {
    for (const [index, word] of args.entries()) {
      if (word.value === null || !option.test(word.value)) continue
      const inline = word.value.includes('=') ? word.value.slice(word.value.indexOf('=') + 1) : undefined
      lookInsideScript(inline === undefined ? args[index + 1] : plainWord(inline), label, call, reading)
    }
  }

const RUNS: Readonly<Record<string, readonly Run[]>> = {
  rebase: [scriptAfter(/^(?:-x|--exec(?:=.*)?)$/, 'git rebase -x')],
  'filter-branch': [scriptAfter(/^--(?:tree|index|env|msg|parent|commit|tag-name)-filter$/, 'git filter-branch')],
  difftool: [scriptAfter(/^(?:-x|--extcmd(?:=.*)?)$/, 'git difftool -x')],
  bisect: [
    (args, call, reading) => {
      if (args[0]?.value === 'run') lookInsideScript(joinWords(args.slice(1)), 'git bisect run', call, reading)
    },
  ],
  submodule: [
    (args, call, reading) => {
      const at = args.findIndex((word) => word.value === 'foreach')
      if (at !== -1)
        lookInsideScript(
          joinWords(args.slice(at + 1).filter((word) => !word.value?.startsWith('-'))),
          'git submodule foreach',
          call,
          reading,
        )
    },
  ],
  config: [
    (args, _call, reading) => {
      const words = args.filter((word) => word.value === null || !word.value.startsWith('-'))
      const reads = args.some((word) => /^(?:--(?:get.*|list|show-.*)|-l|get|list)$/.test(word.value ?? ''))
      if (!reads && words.length > 1 && !SAFE_SETTING.test(words[0]?.value === 'set' ? (words[1]?.value ?? '') : (words[0]?.value ?? '')))
        reading.hazards.add('git config changes which programs git starts')
      if (args.some((word) => /^(?:-e|--edit|edit)$/.test(word.value ?? ''))) reading.hazards.add('git config opens an editor')
    },
  ],
}
