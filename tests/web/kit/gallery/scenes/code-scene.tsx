import { useState } from 'react'
import { CodeEditor } from '../../../../../web/client/kit/code/code-editor.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { HOSTILE } from '../samples.ts'

const SKILL = `---
name: count-files
description: Counts files by kind. # a comment
---

# Count files

List them **first**, then count: \`**/*.ts\`.
${HOSTILE}
`
const PROBLEMS = [
  { line: 3, message: 'A description says when the skill is for.', level: 'warning' },
  { line: 8, message: "There is no tool 'count'.", level: 'problem' },
] as const

export function CodeScene() {
  const [text, setText] = useState(SKILL)
  const [saved, setSaved] = useState('')
  return (
    <Page title="Code">
      <CodeEditor
        label="SKILL.md"
        language="markdown"
        value={text}
        onChange={setText}
        problems={PROBLEMS}
        onSave={() => setSaved(`saved ${text.length}`)}
        hint="What the agents that name this skill are told."
        height="20rem"
      />
      <CodeEditor label="recipes.yaml" language="yaml" value={'recipes:\n  - id: count\n    steps: 3\n'} readOnly />
      <CodeEditor label="manifest.json" language="json" value={'{ "agent_id": "counter", "limits": { "steps": 3 } }'} readOnly />
      <output>
        {saved} {text.split('\n').at(-1)}
      </output>
    </Page>
  )
}
