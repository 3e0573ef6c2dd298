/** What a command line amounts to, from harmless to grave. `unknown` is what cannot be told. */
export const COMMAND_CLASSES = ['read', 'write', 'run', 'network', 'outside', 'destructive', 'privileged', 'unknown'] as const

export type CommandClass = (typeof COMMAND_CLASSES)[number]

export interface CommandVerdict {
  readonly class: CommandClass
  /** What made it so, in words for the person who is asked. */
  readonly reasons: readonly string[]
}

/** One thing that was noticed about a command. */
export interface Finding {
  readonly class: CommandClass
  readonly reason: string
}

export function gravest(findings: readonly Finding[]): CommandVerdict {
  const rank = ({ class: kind }: Finding): number => COMMAND_CLASSES.indexOf(kind)
  const top = Math.max(0, ...findings.map(rank))
  const kind = COMMAND_CLASSES[top] ?? 'unknown'
  return { class: kind, reasons: [...new Set(findings.filter((finding) => rank(finding) === top).map(({ reason }) => reason))] }
}
