import { parse } from 'yaml'

const FEW_ALIASES = 10

/**
 * The data of a YAML text, with at most so many aliases: each could stand for a whole tree; throws YAMLParseError. Loaded on demand by `import('./parse-yaml.ts')`, never `import('yaml')`: bundled, that CommonJS
 * package has no named exports.
 */
export function parseYaml(text: string, { aliases = FEW_ALIASES }: { readonly aliases?: number } = {}): unknown {
  return parse(text, { maxAliasCount: aliases })
}
