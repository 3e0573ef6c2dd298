import type { CoreTool } from '../../protocol/manifest.ts'

const SECTIONS: readonly { readonly heading: RegExp; readonly text: (tools: readonly CoreTool[]) => string }[] = [
  {
    heading: /\b(?:does not|do not do|not yours|out of scope|limits|scope)\b/i,
    text: (tools) => `# What it does not do

- Work of another kind than its role says: it names what is asked and that it is not its work, and stops.
- Work that needs more than ${tools.length === 0 ? 'its own words: it has no tools' : tools.join(', ')}: it says which tool is missing, and stops.
- What the task does not name is neither changed nor removed.`,
  },
  {
    heading: /\b(?:output|answer|format)\b/i,
    text: () => `# Output

The answer first, in the form that the task asks for. Then, where it matters, what it rests on (paths, pages, queries) and what could not be checked.`,
  },
  {
    heading: /\b(?:stop|done|ask)\b/i,
    text: () => `# When to stop

- When the answer is there and was checked once against the task.
- When a tool has failed twice in the same way: it reports what was tried and what the tool said.
- When more than one thing could be meant and the choice cannot be undone: it asks.`,
  },
]
const HEADING = /^\s*#{1,6}\s+(.+)$/gm

/** Every role text says what the agent does not do, how it answers and when it stops: what has no heading of its own is added. */
export function completeRoleText(text: string, tools: readonly CoreTool[]): string {
  const headings = [...text.matchAll(HEADING)].map(([, heading = '']) => heading)
  const missing = SECTIONS.filter((section) => !headings.some((heading) => section.heading.test(heading)))
  return [text.trim(), ...missing.map((section) => section.text(tools))].join('\n\n')
}
