import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../kernel/hash.ts'
import { isJsonObject, type Json, own, tryParseJson } from '../kernel/json.ts'
import type { ShippedRecipes } from '../planning/rules/load-recipes.ts'
import type { Recipe } from '../planning/rules/recipe.ts'

export interface ShippedYaml {
  readonly recipes: ShippedRecipes
  frontMatter(text: string): unknown
}

/** The YAML texts of the package as the build read them, found by the hash of their text: what was changed since is parsed again. */
export function shippedYaml(packageDir: string): ShippedYaml {
  const parsed = tryParseJson(readOr(join(packageDir, 'dist', 'yaml.json')))
  const known = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
  const find = (text: string): Json | undefined => own(known, sha256(text))
  return {
    recipes: (text) => {
      const found = find(text)
      return isRecipes(found) ? found : undefined
    },
    frontMatter: find,
  }
}

/** The build has checked each of them against the schema. */
function isRecipes(value: unknown): value is readonly Recipe[] {
  return Array.isArray(value)
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
