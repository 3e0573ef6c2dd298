/** A flag's last word -> the list of the manifest. */
export const EDITED_LISTS = { example: 'examples', tool: 'tools_allowlist', tag: 'tags', skill: 'skill_ids' } as const

/** The flags that edit an agent without an editor. */
export const EDIT_FLAGS: readonly string[] = [
  'set',
  'skill-file',
  ...Object.keys(EDITED_LISTS).flatMap((word) => [`add-${word}`, `rm-${word}`]),
]
