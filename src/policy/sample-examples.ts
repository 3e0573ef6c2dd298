import type { PolicyExample, PolicyRuleText } from './policy-rule.ts'

const MAX_SAMPLES = 6

/** Calls that a rule should match, made from its own patterns, for whoever wants to see what it does. Nothing where no call is plain enough. */
export function sampleExamples({ commands = [], paths = [], hosts = [], tools, access, methods }: PolicyRuleText): PolicyExample[] {
  const tool = tools?.length === 1 ? tools[0] : undefined
  const base = tool === undefined ? {} : { tool }
  const samples: PolicyExample[] = [
    ...commands.flatMap((pattern) => commandsOf(pattern).map((command) => ({ ...base, command }))),
    ...paths.map((glob) => ({ ...base, path: glob.replaceAll('**', 'any').replaceAll('*', 'any'), access: access ?? 'read' })),
    ...hosts.map((host) => ({
      ...base,
      host: host.replace(/^\*\./, 'any.'),
      ...(methods?.[0] === undefined ? {} : { method: methods[0] }),
    })),
  ]
  return samples.slice(0, MAX_SAMPLES)
}

function commandsOf(pattern: string): string[] {
  const words = pattern.split(/\s+/).filter((word) => word !== '')
  const plain = words.filter((word) => word !== '**').map((word) => (word === '*' ? 'any' : word))
  const command = plain.join(' ')
  return words.at(-1) === '**' ? [command, `${command} any`, `env ${command}`] : [command, `env ${command}`]
}
