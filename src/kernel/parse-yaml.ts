import { parse } from 'yaml'

const MAX_ALIASES = 100

/**
 * The data of a YAML text; throws YAMLParseError. Loaded on demand by `import('./parse-yaml.ts')`, never `import('yaml')`: bundled, that CommonJS
 * package has no named exports.
 */
export function parseYaml(text: string): unknown {
  return parse(text, { maxAliasCount: MAX_ALIASES })
}
