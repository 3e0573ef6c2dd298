import { formatDuration, plural } from '../format.ts'
import { visibleLine } from '../shown-text.ts'
import { STATE_LOOKS } from '../trace/state-look.ts'
import type { GraphNode, RunGraph } from './run-graph.ts'

/** A node of the graph in words, for those who do not see it: how it stands, who works at it, what it waits for. */
export interface GraphSentence {
  readonly id: string
  readonly text: string
}

export function graphSentences({ nodes, edges }: RunGraph, now: number): GraphSentence[] {
  const names = new Map(nodes.map(({ id, name }) => [id, visibleLine(name)]))
  const before = (node: GraphNode, kinds: readonly string[]): string[] =>
    edges.filter(({ to, kind }) => to === node.id && kinds.includes(kind)).map(({ from }) => names.get(from) ?? from)
  return nodes.map((node) => ({
    id: node.id,
    text: [
      `${visibleLine(node.name)}, ${visibleLine(node.title)}: ${STATE_LOOKS[node.state].word}`,
      ...workWords(node, now),
      ...listed('after', before(node, ['needs', 'answers'])),
      ...listed('given away by', before(node, ['gives'])),
    ].join('; '),
  }))
}

function workWords({ agent, made, attempts, started_at, ended_at }: GraphNode, now: number): string[] {
  return [
    ...(agent === null ? [] : [`by ${visibleLine(agent)}${made ? ', made for it' : ''}`]),
    ...(attempts > 1 ? [plural(attempts, 'attempt')] : []),
    ...(started_at === null ? [] : [formatDuration((ended_at ?? now) - started_at)]),
  ]
}

function listed(word: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${word} ${names.join(', ')}`]
}
