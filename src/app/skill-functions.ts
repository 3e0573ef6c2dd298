import { basename } from 'node:path'
import type { Skill } from '../capsules/agent-folder.ts'
import type { BrokenSkill } from '../capsules/scan-skills.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { LoadedRecipes } from '../planning/rules/load-recipes.ts'
import type { SkillDetail, SkillRow } from '../view/skill-rows.ts'
import { BROKEN_PIN } from './broken-pin.ts'
import type { Services } from './open-services.ts'
import type { SkillFunctions } from './skill-functions-port.ts'

export function skillFunctions(services: Services): SkillFunctions {
  const { catalog } = services
  return {
    listSkills: async () => {
      await catalog.fresh()
      const rows = await Promise.all(catalog.skills().map(async (skill) => rowOf(services, skill, await recipesOf(services, skill))))
      return [...rows, ...catalog.brokenSkills().map((skill) => brokenRow(services, skill))]
    },
    getSkill: async (skill_id) => {
      await catalog.fresh()
      const skill = catalog.skills().find((one) => one.skill_id === skill_id)
      if (skill !== undefined) return detailOf(services, skill)
      const broken = catalog.brokenSkills().find((one) => basename(one.folder) === skill_id)
      if (broken === undefined) throw new ClawError('NOT_FOUND', `There is no skill '${skill_id}'.`, { fix: 'claw skills' })
      return { ...brokenRow(services, broken), text: await textOf(broken.folder), tools: [], recipe_list: [], recipe_problems: [] }
    },
  }
}

async function detailOf(services: Services, skill: Skill): Promise<SkillDetail> {
  const loaded = await recipesOf(services, skill)
  return {
    ...(await rowOf(services, skill, loaded)),
    text: await textOf(skill.folder),
    tools: skill.tools,
    recipe_list: loaded.recipes.map(({ id, description, examples }) => ({ id, description, examples })),
    recipe_problems: loaded.problems.map(({ problem }) => problem),
  }
}

async function rowOf({ catalog }: Services, skill: Skill, { recipes }: LoadedRecipes): Promise<SkillRow> {
  const { skill_id, name, description, folder } = skill
  return {
    skill_id,
    name,
    description,
    folder,
    recipes: recipes.length,
    agents: catalog.list().flatMap((agent) => (agent.manifest.skill_ids.includes(skill_id) ? [agent.agent_id] : [])),
    pin: await catalog.pins.skillState(skill),
    problem: null,
    shadows: catalog.hiddenSkills().flatMap((hidden) => (hidden.skill_id === skill_id ? [hidden.folder] : [])),
  }
}

function brokenRow({ catalog }: Services, { folder, problem }: BrokenSkill): SkillRow {
  const skill_id = basename(folder)
  const agents = catalog.scanned().broken.flatMap((agent) => (agent.problem.includes(`'${skill_id}'`) ? [agent.agent_id] : []))
  return { skill_id, name: skill_id, description: '', folder, recipes: 0, agents, pin: BROKEN_PIN, problem, shadows: [] }
}

async function recipesOf({ yaml }: Services, { recipesPath }: Skill): Promise<LoadedRecipes> {
  if (recipesPath === null) return { recipes: [], problems: [] }
  const { loadRecipes } = await import('../planning/rules/load-recipes.ts')
  return loadRecipes([recipesPath], yaml.recipes)
}

// What is too large to be a skill is not shown either: its problem says so.
async function textOf(folder: string): Promise<string | null> {
  const { readFolderFile } = await import('../capsules/read-folder-file.ts')
  const file = await readFolderFile(folder, 'SKILL.md')
  return file.ok ? file.text : null
}
