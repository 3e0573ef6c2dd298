import type { Genome } from '../../protocol/genome.ts'

const STRATEGY_TEXTS: Readonly<Record<Genome['strategy'], string>> = {
  as_told: '',
  plan_first: 'Before the first tool call write a plan of at most five steps, then follow it and change it when a result says so.',
  look_first: 'Look at what is there before you decide: list, search or read first, and act on what you found, not on what you expect.',
  small_steps: 'Take the smallest step that brings you further, look at its result, and only then take the next one.',
  check_twice: 'Before you answer, check the result in a second way that does not rest on the first, and say so when the two differ.',
  answer_early: 'Answer as soon as the results at hand are enough; make no call whose result would not change the answer.',
}

const PERSONA_TEXTS: Readonly<Record<Genome['persona'], string>> = {
  as_told: '',
  careful: 'Be careful: prefer a safe way that takes longer.',
  brisk: 'Be brisk: few words, few calls.',
  sceptical: 'Be sceptical: take nothing as given that a tool can show.',
  thorough: 'Be thorough: leave no part of the task open.',
}

/** What a genome adds to the system prompt of an agent with these tools, in its order; empty when it adds nothing. */
export function approachText({ strategy, persona, tools: wanted }: Genome, tools: readonly string[]): string {
  const order = wanted.length > 0 && tools.length > 1 ? `Consider your tools in this order: ${tools.join(', ')}.` : ''
  const lines = [STRATEGY_TEXTS[strategy], PERSONA_TEXTS[persona], order].filter((line) => line !== '')
  return lines.length === 0 ? '' : ['<approach>', ...lines, '</approach>'].join('\n')
}
