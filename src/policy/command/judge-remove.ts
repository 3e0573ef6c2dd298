import type { Finding } from './command-class.ts'
import type { SimpleCommand } from './command-facts.ts'
import { placeOfPath } from './place-of-path.ts'

/** Folders that a build, a test or a package manager makes again. */
const MADE_AGAIN =
  /(?:^|\/)(?:dist|build|builds|out|output|target|bin|obj|node_modules|coverage|\.nyc_output|\.cache|cache|\.next|\.nuxt|\.turbo|\.parcel-cache|\.svelte-kit|\.vite|\.angular|tmp|temp|\.tmp|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.nox|\.venv|venv|\.eggs|[\w.-]+\.egg-info|htmlcov|\.gradle|\.idea|_site|public\/build|storybook-static|test-results|playwright-report|logs?|\.terraform|\.ipynb_checkpoints|cmake-build-\w+|vendor\/bundle|\.docusaurus|\.output|es|lib-cov|tsconfig\.tsbuildinfo|[\w.-]+\.(?:log|tmp|pyc|o|tsbuildinfo|bak|swp))(?:\/\*{0,2}[\w.*-]*)?$/
const WHOLE = /^(?:\.{1,2}\/?|\.?\/?\*{1,2}|\.\*|\.\/?\.\*|\/|\/\*|~.*|\.\.\/.*|\*\/.*|\.\[.*|\{.*)$/

/** `rm`: single files are everyday work, whole folders are only when they are made again. */
export function judgeRemove(command: SimpleCommand, workspace: string): Finding[] {
  const flags = command.args.filter((arg) => arg?.startsWith('-'))
  const operands = command.args.filter((arg) => !arg?.startsWith('-'))
  const recursive = flags.some((flag) => /^-[a-zA-Z]*[rR]|^--r/.test(flag ?? ''))
  const grave = (reason: string): Finding[] => [{ class: 'destructive', reason }]
  if (flags.some((flag) => flag?.startsWith('--no-preserve'))) return grave('rm without its safeguard')
  if (command.splits) return grave('what rm removes is made at run time')
  if (!recursive)
    return operands.some((path) => path !== null && WHOLE.test(path))
      ? grave(`rm ${operands.join(' ')} removes everything in a folder`)
      : []
  for (const path of operands) {
    if (path === null) return grave('which folder rm removes is made at run time')
    if (WHOLE.test(path) || path.replace(/\/+$/, '') === workspace) return grave(`rm removes all of ${path}`)
    if (placeOfPath(path, workspace) !== 'temporary' && !MADE_AGAIN.test(path.replace(/\/+$/, '')))
      return grave(`rm removes the folder ${path}, and nothing makes it again`)
  }
  return []
}

const NARROWS = /^-(?:i?name|i?path|i?wholename|i?regex|empty|newer\w*|[amc]time|[amc]min|size|perm)$/

/** `find -delete` without anything that narrows it down empties a folder. */
export function judgeFind(command: SimpleCommand): Finding[] {
  if (!command.args.includes('-delete')) return []
  const narrow = command.args.findIndex((arg) => NARROWS.test(arg ?? ''))
  const wild = command.args.some((arg, index) => NARROWS.test(command.args[index - 1] ?? '') && /^[*]+$/.test(arg ?? ''))
  if (narrow !== -1 && narrow < command.args.indexOf('-delete') && !wild) return [{ class: 'write', reason: 'find -delete' }]
  return [{ class: 'destructive', reason: 'find -delete removes everything that it finds' }]
}

export function judgeChmod(command: SimpleCommand): Finding[] {
  const mode = command.args.find((arg) => arg !== null && !/^-[a-zA-Z]*R|^--/.test(arg)) ?? ''
  if (/[ugoa]*\+[rwx]*s|^[2467]\d{3}$/.test(mode))
    return [{ class: 'privileged', reason: `chmod ${mode} gives a program the rights of its owner` }]
  const open = /^0?[0-7]?[0-7]?[2367]$|(?:^|,)[ugoa]*[oa][ugoa]*[+=][rx]*w|^\+[rx]*w/.test(mode)
  const recursive = command.args.some((arg) => /^-[a-zA-Z]*R|^--recursive/.test(arg ?? ''))
  if (open && recursive) return [{ class: 'destructive', reason: `chmod -R ${mode} opens everything to everybody` }]
  if (recursive && /^0?0|a-|^[0-3]\d\d$/.test(mode))
    return [{ class: 'destructive', reason: `chmod -R ${mode} takes rights away everywhere` }]
  return []
}
