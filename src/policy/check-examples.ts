import type { CommandFacts } from './command/command-facts.ts'
import { exampleCall } from './example-call.ts'
import { brokenPolicy } from './load-policy.ts'
import { matchesRule } from './matches-rule.ts'
import type { PolicyExample, PolicyRule } from './policy-rule.ts'

export interface ExampleWorld {
  readonly workspace: string
  readonly readCommand: (text: string) => Promise<CommandFacts>
}

/** Throws CONFIG_INVALID for the first rule that does not do what its own examples say. */
export async function checkExamples(rules: readonly PolicyRule[], world: ExampleWorld): Promise<void> {
  for (const rule of rules) {
    for (const example of rule.examples?.match ?? []) await expect(rule, example, true, world)
    for (const example of rule.examples?.not_match ?? []) await expect(rule, example, false, world)
  }
}

async function expect(rule: PolicyRule, example: PolicyExample, wanted: boolean, world: ExampleWorld): Promise<void> {
  if (matchesRule(rule, await exampleCall(example, world)) === wanted) return
  const what = wanted ? 'does not match its example' : 'matches its counter-example'
  throw brokenPolicy(rule.origin, `rule '${rule.id}' ${what} ${JSON.stringify(example)}`)
}
