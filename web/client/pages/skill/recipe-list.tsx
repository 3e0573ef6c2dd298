import { visibleLine } from '../../../../src/view/shown-text.ts'
import type { SkillRecipeRow } from '../../../../src/view/skill-rows.ts'
import { Empty } from '../../kit/notice/empty.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { Disclosure } from '../../kit/place/disclosure.tsx'
import { Panel } from '../../kit/place/panel.tsx'

interface RecipeListProps {
  readonly recipes: readonly SkillRecipeRow[]
  /** Why others were left out. */
  readonly problems: readonly string[]
}

/** The recipes of a skill with the phrasings that they read; each phrasing leads to its why. */
export function RecipeList({ recipes, problems }: RecipeListProps) {
  return (
    <Panel title={`Recipes (${recipes.length})`}>
      {problems.map((problem) => (
        <Notice key={problem} tone="warn" title={visibleLine(problem)} />
      ))}
      {recipes.length === 0 && problems.length === 0 && (
        <Empty title="It has no recipes">Without a model, tasks are read by recipes.</Empty>
      )}
      {recipes.map(({ id, description, examples }) => (
        <Disclosure
          key={id}
          summary={
            <>
              <code>{visibleLine(id)}</code> {visibleLine(description)}
            </>
          }
        >
          <ul>
            {examples.map((example) => (
              <li key={example}>{visibleLine(example)}</li>
            ))}
          </ul>
        </Disclosure>
      ))}
    </Panel>
  )
}
