import type { OpenApi, OpenApiOperation } from './open-api.ts'

export interface Operation extends OpenApiOperation {
  /** `get /api/runs`: its name in the address. */
  readonly id: string
  readonly method: string
  readonly path: string
}

export interface OperationGroup {
  readonly tag: string
  readonly operations: readonly Operation[]
}

/** The routes by what they are about, in the order of the document; of those only the ones in which each word stands. */
export function operationGroups({ paths }: OpenApi, text: string): readonly OperationGroup[] {
  const words = text.toLowerCase().split(/\s+/)
  const found = Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]): Operation => ({ ...operation, id: `${method} ${path}`, method, path })),
    )
    .filter(({ id, summary = '', tags = [] }) => words.every((word) => `${id} ${summary} ${tags.join(' ')}`.toLowerCase().includes(word)))
  const tags = [...new Set(found.map(tagOf))]
  return tags.map((tag) => ({ tag, operations: found.filter((operation) => tagOf(operation) === tag) }))
}

function tagOf({ tags }: Operation): string {
  return tags?.[0] ?? 'Other'
}
