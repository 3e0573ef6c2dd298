/** Whether a name of the provider's list is the model that was asked for: itself, its dated snapshot, or the tag that Ollama adds. */
export function sameModel(listed: string, wanted: string): boolean {
  if (listed === wanted || listed === `${wanted}:latest`) return true
  const family = wanted.replace(/-latest$/, '')
  return listed.startsWith(`${family}-`) && /^\d[\d-]*$/.test(listed.slice(family.length + 1))
}
