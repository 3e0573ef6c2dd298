import type { CommandSpec, OptionSpec } from './command-spec.ts'
import { GLOBAL_OPTIONS } from './global-options.ts'

export type Shell = 'bash' | 'zsh' | 'fish'

/** A completion script made from the command table. */
export function completionScript(shell: Shell, commands: readonly CommandSpec[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands)
    case 'zsh':
      return zsh(commands)
    case 'fish':
      return fish(commands)
    default:
      return shell satisfies never
  }
}

function bash(commands: readonly CommandSpec[]): string {
  const cases = commands.map((command) => `    ${command.name}) words="${wordsOf(command).join(' ')}" ;;`)
  return `_claw() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map((command) => command.name).join(' ')} ${flags(GLOBAL_OPTIONS).join(' ')}"
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$previous" in
${choiceCases(commands).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current") $(compgen -f -- "$current"))
}
complete -o filenames -F _claw claw closed-claw`
}

function choiceCases(commands: readonly CommandSpec[]): string[] {
  const options = uniqueOptions(commands).filter((option) => option.choices !== undefined || option.values !== undefined)
  return options.map((option) => {
    const words = option.values === undefined ? (option.choices ?? []).join(' ') : `$(${stepsOf(BASH_RUN)})`
    return `    --${option.name}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;`
  })
}

function zsh(commands: readonly CommandSpec[]): string {
  const names = commands.map((command) => `    '${command.name}:${quote(command.summary)}'`)
  const cases = commands.map((command) => `      ${command.name}) _arguments ${zshArguments(command).join(' ')} '*:file:_files' ;;`)
  return `#compdef claw closed-claw
_claw() {
  local -a commands
  commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
  else
    local command="$words[2]"
    (( CURRENT-- ))
    shift words
    case "$command" in
${cases.join('\n')}
    esac
  fi
}
if [ "$funcstack[1]" = "_claw" ]; then _claw "$@"; else compdef _claw claw closed-claw; fi`
}

function zshArguments(command: CommandSpec): string[] {
  return [...command.options, ...GLOBAL_OPTIONS].map((option) => {
    if (option.values !== undefined)
      return `'--${option.name}[${quote(option.description)}]:${option.value}:{compadd -- $(${stepsOf('"$words[2]"')})}'`
    const value =
      option.value === undefined ? '' : `:${option.value}:${option.choices === undefined ? '_files' : `(${option.choices.join(' ')})`}`
    return `'--${option.name}[${quote(option.description)}]${value}'`
  })
}

function fish(commands: readonly CommandSpec[]): string {
  const lines = ['complete -c claw -f']
  for (const command of commands) {
    lines.push(`complete -c claw -n __fish_use_subcommand -a ${command.name} -d '${quote(command.summary)}'`)
    const within = `complete -c claw -n '__fish_seen_subcommand_from ${command.name}'`
    for (const arg of command.args) if (arg.choices !== undefined) lines.push(`${within} -a '${arg.choices.join(' ')}'`)
    for (const option of command.options) lines.push(`${within} ${fishOption(option)}`)
  }
  return [...lines, ...GLOBAL_OPTIONS.map((option) => `complete -c claw ${fishOption(option)}`)].join('\n')
}

function fishOption(option: OptionSpec): string {
  if (option.values !== undefined)
    return `-l ${option.name} -x -a '(${stepsOf('(commandline -opc)[3]')})' -d '${quote(option.description)}'`
  const value = option.value === undefined ? '' : option.choices === undefined ? ' -r -F' : ` -x -a '${option.choices.join(' ')}'`
  return `-l ${option.name}${option.short === undefined ? '' : ` -s ${option.short}`}${value} -d '${quote(option.description)}'`
}

const BASH_RUN = '"$' + '{COMP_WORDS[2]}"'

/** The addresses stand first in each line. */
function stepsOf(run: string): string {
  return `claw fork ${run} 2>/dev/null | cut -d " " -f 1`
}

function wordsOf(command: CommandSpec): string[] {
  const choices = command.args.flatMap((arg) => arg.choices ?? [])
  return [...choices, ...flags(command.options), ...flags(GLOBAL_OPTIONS)]
}

function flags(options: readonly OptionSpec[]): string[] {
  return options.map((option) => `--${option.name}`)
}

function uniqueOptions(commands: readonly CommandSpec[]): OptionSpec[] {
  const all = [...GLOBAL_OPTIONS, ...commands.flatMap((command) => command.options)]
  return [...new Map(all.map((option) => [option.name, option])).values()]
}

// Quotes, brackets and colons have a meaning in the shells' own completion words.
function quote(text: string): string {
  return text.replaceAll("'", '').replaceAll('[', '(').replaceAll(']', ')').replaceAll(':', ' -')
}
