import { isJsonObject, type Json } from '../../kernel/json.ts'
import type { Phase, Plan, Subtask } from '../../protocol/plan.ts'
import { clauseText } from './clause.ts'
import type { ResolvedClause } from './resolve-clause.ts'

/** One subtask a clause, with the filled recipe as its program. */
export function buildPlan(clauses: readonly ResolvedClause[], phase: Phase): Plan {
  return {
    engine: 'rules',
    phase,
    direct: clauses.length === 1,
    reason: clauses.map((clause) => `“${clauseText(clause.match.clause)}” is recipe ${clause.match.recipe.id}`).join('; '),
    subtasks: clauses.map((clause, index) => subtask(clause, index, phase)),
  }
}

function subtask(clause: ResolvedClause, index: number, phase: Phase): Subtask {
  const { recipe } = clause.match
  const needs = clause.needs.map((position) => `s${position + 1}`)
  return {
    id: `s${index + 1}`,
    phase,
    title: titleOf(recipe.title, clause.slots).slice(0, 200),
    task: clauseText(clause.match.clause),
    depends_on: needs,
    required_tools: [...new Set(recipe.steps.map((step) => step.tool))],
    acceptance_criteria: [],
    recipe: {
      recipe_id: recipe.id,
      slots: { ...clause.slots, ...(needs.length > 0 ? { inputs_order: needs } : {}) },
      steps: recipe.steps,
      answer: recipe.answer,
    },
  }
}

/** `{type} files in {folder}` with the values as they are said; empty places leave no double blanks. */
function titleOf(template: string, slots: Readonly<Record<string, Json>>): string {
  const text = template
    .replace(/\{(\w+)\}/gu, (_, name: string) => (name === 'n' && slots['n'] === 1 ? '' : label(slots[name])))
    .replace(/ +/gu, ' ')
    .replace(/ (in|of|by) \.(?= |$|,)/gu, '')
    .replace(/ (in|of|from|with)$/u, '')
    .trim()
  // A title that begins with a file name keeps it as it is.
  const first = text.split(' ', 1)[0] ?? ''
  return /[./\\_]/.test(first) ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

function label(value: Json | undefined): string {
  if (value === null || value === undefined || typeof value === 'boolean') return ''
  if (Array.isArray(value)) return value.map(label).join(' and ')
  if (!isJsonObject(value)) return String(value).slice(0, 60)
  if (typeof value['label'] === 'string') return value['label']
  if (Array.isArray(value['conditions'])) return `where ${value['conditions'].map(label).join(` ${String(value['join'])} `)}`
  if (typeof value['column'] === 'string') return `${value['column']} ${String(value['op'])} ${String(value['value'])}`
  return typeof value['$ref'] === 'string' ? 'that file' : ''
}
