import { visibleLine } from '../kernel/visible-text.ts'
import { formatTable, type TableOptions } from './format-table.ts'
import { factLines, runFacts, shortTask } from './why-facts.ts'
import type { RecipeWhy, SkillChoiceWhy, SkillWhy } from './why-rows.ts'

/** The skills that a task brings, then every skill and the recipes that read it or came near, each with its reason. */
export function skillWhyText(why: SkillWhy, options: TableOptions): string {
  const facts = [
    ['task', shortTask(why.task)],
    [
      'brings',
      why.skills
        .filter(({ brought }) => brought)
        .map(({ skill_id }) => skill_id)
        .join(', ') || 'no skill',
    ],
    ['reason', why.reason],
    ['agent', why.agent_id ?? 'nobody fits the task as a whole: a new agent would be proposed'],
    ['needs', why.required_tools.join(', ') || 'no tool in particular'],
    ['embedder', why.embedder],
    ...runFacts(why.run),
  ] as const
  return [factLines(facts, options), skillsText(why.skills, options), recipesText(why.recipes, options)].join('\n\n')
}

function skillsText(skills: readonly SkillChoiceWhy[], options: TableOptions): string {
  if (skills.length === 0) return 'There are no skills.'
  const columns = [
    { title: 'SKILL', cell: (row: SkillChoiceWhy) => visibleLine(row.skill_id) },
    { title: 'BROUGHT', cell: (row: SkillChoiceWhy) => (row.brought ? 'yes' : 'no') },
    { title: 'SIMILARITY', cell: (row: SkillChoiceWhy) => row.similarity.toFixed(2), align: 'right' as const },
    { title: 'TOOLS', cell: (row: SkillChoiceWhy) => row.tools.join(' '), optional: true },
    { title: 'WHY', cell: (row: SkillChoiceWhy) => visibleLine(row.reason), flexible: true },
  ]
  return formatTable(skills, columns, options)
}

function recipesText(recipes: readonly RecipeWhy[], options: TableOptions): string {
  if (recipes.length === 0) return 'No recipe comes near.'
  const columns = [
    { title: 'RECIPE', cell: (row: RecipeWhy) => visibleLine(row.recipe_id) },
    { title: 'SKILL', cell: (row: RecipeWhy) => visibleLine(row.skill_id ?? '-'), optional: true },
    { title: 'READS IT', cell: (row: RecipeWhy) => (row.reads ? 'yes' : 'no') },
    { title: 'SIMILARITY', cell: (row: RecipeWhy) => row.similarity.toFixed(2), align: 'right' as const },
    { title: 'PART OF THE TASK', cell: (row: RecipeWhy) => visibleLine(shortTask(row.clause)), optional: true },
    { title: 'WHY', cell: (row: RecipeWhy) => visibleLine(row.reason), flexible: true },
  ]
  return formatTable(recipes, columns, options)
}
