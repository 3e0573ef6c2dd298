const URL_OR_HOST = /\bhttps?:\/\/([^\s/?#"'<>)\]]+)|\b((?:[a-z0-9-]+\.)+[a-z]{2,24})(?::\d+)?(?=[\s/,;:!?)"']|\.?$|\.\s)/gi
const FILE_LIKE = /\.(?:md|txt|ts|tsx|js|mjs|json|csv|tsv|py|rs|go|db|sqlite|html|css|yaml|yml|toml|sh|log|xml|pdf|png|jpg)$/i

/** Hosts that a person named in a task, `host` or `host:port`, lower case. `notes.md` is a file, not a host. */
export function namedHosts(task: string): string[] {
  const hosts = new Set<string>()
  for (const match of task.matchAll(URL_OR_HOST)) {
    const fromUrl = match[1]?.split('@').at(-1)
    const bare = match[2] !== undefined && !FILE_LIKE.test(match[2]) ? match[2] : undefined
    const host = fromUrl ?? bare
    if (host !== undefined) hosts.add(host.toLowerCase().replace(/[.,;:!]+$/, ''))
  }
  return [...hosts]
}
