import type { CommandFacts } from './command-facts.ts'
import { lookThrough } from './look-through.ts'
import { NotUnderstood } from './not-understood.ts'
import { type Call, createReading, type Reading } from './reading.ts'
import { refuseText } from './refuse-text.ts'
import { loadShellGrammar, type ReadSyntax } from './shell-grammar.ts'
import { walkSyntax } from './walk-syntax.ts'

/** Reads a bash command line into the programs that it starts. Never throws for any text; ends within a bounded time. */
export async function parseCommand(text: string): Promise<CommandFacts> {
  const grammar = await loadShellGrammar()
  const reading = createReading((script, call, into) => readScript(script, call, into, grammar), lookThrough)
  try {
    reading.script(text, { via: [], background: false, input: { kind: 'none' } })
  } catch (error) {
    if (error instanceof NotUnderstood) return { parsed: false, reason: error.message }
    throw error
  }
  const { commands, redirects, hazards } = reading
  return { parsed: true, commands, redirects, hazards: [...hazards] }
}

function readScript(text: string, call: Pick<Call, 'via' | 'background' | 'input'>, reading: Reading, grammar: ReadSyntax): void {
  const refusal = refuseText(text)
  if (refusal !== undefined) throw new NotUnderstood(refusal)
  const tree = grammar(text)
  if (tree === null) throw new NotUnderstood('reading it takes too long')
  try {
    if (tree.rootNode.hasError) throw new NotUnderstood('it is not a command line that the bash grammar knows')
    walkSyntax(tree.rootNode, { ...call, source: text, depth: 0 }, reading)
  } finally {
    tree.delete()
  }
}
