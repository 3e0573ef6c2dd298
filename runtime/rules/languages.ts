import type { JsonObject } from '../../src/kernel/json.ts'

const LANGUAGES: Readonly<Record<string, string>> = {
  TypeScript: 'ts tsx mts cts',
  JavaScript: 'js jsx mjs cjs',
  Python: 'py pyi',
  Rust: 'rs',
  Go: 'go',
  Java: 'java',
  Kotlin: 'kt kts',
  C: 'c h',
  'C++': 'cpp cc cxx hpp hh hxx',
  'C#': 'cs',
  Ruby: 'rb',
  PHP: 'php',
  Swift: 'swift',
  Scala: 'scala',
  Lua: 'lua',
  Perl: 'pl pm',
  R: 'r',
  Haskell: 'hs',
  Elixir: 'ex exs',
  Dart: 'dart',
  Vue: 'vue',
  Svelte: 'svelte',
  Shell: 'sh bash zsh',
  SQL: 'sql',
  HTML: 'html htm',
  CSS: 'css',
  SCSS: 'scss sass less',
  Markdown: 'md markdown mdx',
  JSON: 'json jsonl',
  YAML: 'yaml yml',
  TOML: 'toml',
  XML: 'xml',
  Text: 'txt rst adoc',
  CSV: 'csv tsv',
}
const BY_EXTENSION = new Map(
  Object.entries(LANGUAGES).flatMap(([language, list]) =>
    list.split(' ').map((extension): [string, string] => [`.${extension}`, language]),
  ),
)
const PROSE = new Set(['Markdown', 'JSON', 'YAML', 'TOML', 'XML', 'Text', 'CSV'])

export interface LanguageSum extends JsonObject {
  language: string
  files: number
  bytes: number
  lines: number
}

/** Sums by extension brought together by language, most lines (or bytes) first. `codeOnly` leaves data and prose out. */
export function languages(byExtension: readonly JsonObject[], codeOnly = false): LanguageSum[] {
  const sums = new Map<string, LanguageSum>()
  for (const row of byExtension) {
    const language = BY_EXTENSION.get(String(row['extension']))
    if (language === undefined || (codeOnly && PROSE.has(language))) continue
    const sum = sums.get(language) ?? { language, files: 0, bytes: 0, lines: 0 }
    sums.set(language, {
      language,
      files: sum.files + Number(row['files'] ?? 0),
      bytes: sum.bytes + Number(row['bytes'] ?? 0),
      lines: sum.lines + Number(row['lines'] ?? 0),
    })
  }
  return [...sums.values()].toSorted((a, b) => b.lines - a.lines || b.bytes - a.bytes)
}
