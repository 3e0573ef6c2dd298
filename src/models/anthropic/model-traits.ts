// Families by name, so that a model of next month is treated as its forerunners.
const THINKS = /^claude-(?:opus-4-[7-9]|(?:opus|sonnet|haiku|fable)-[5-9]|mythos)/
const FORMATS = /^claude-(?:(?:opus|sonnet|haiku)-4-[5-9]|(?:opus|sonnet|haiku|fable)-[5-9]|mythos)/

/** Models that choose how much to think: they take neither a temperature nor a tool that has to be called. */
export function thinksByItself(model: string): boolean {
  return THINKS.test(model)
}

/** Models whose answers the API constrains to a JSON Schema. */
export function takesOutputFormat(model: string): boolean {
  return FORMATS.test(model)
}
