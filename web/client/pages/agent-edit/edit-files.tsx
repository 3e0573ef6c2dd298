import type { AgentEdit } from '../../../../src/view/agents/agent-edit.ts'
import type { LintRow } from '../../../../src/view/lint-text.ts'
import { CodeEditor } from '../../kit/code/code-editor.tsx'
import type { CodeProblem } from '../../kit/code/code-problem.ts'
import { Tabs } from '../../kit/place/tabs.tsx'
import { ManifestForm } from './manifest-form.tsx'
import type { ShownProblem } from './use-edit-check.ts'

type File = 'form' | 'manifest' | 'skill'

interface EditFilesProps {
  readonly edit: AgentEdit
  readonly file: File
  readonly problems: readonly ShownProblem[]
  readonly warnings: LintRow['findings']
  readonly onFile: (file: File) => void
  readonly onType: (typed: { readonly manifest?: string; readonly skill?: string }) => void
  readonly onSave: () => void
}

/** The manifest in a form or as its file, and skill.md. All three are of the same edit. */
export function EditFiles({ edit, file, problems, warnings, onFile, onType, onSave }: EditFilesProps) {
  const count = (name: ShownProblem['file']) => problems.filter((one) => one.file === name).length || undefined
  return (
    <Tabs
      label="Files of the agent"
      open={file}
      onOpen={onFile}
      tabs={[
        {
          name: 'form',
          label: 'Form',
          count: count('manifest.json'),
          content: () => <ManifestForm manifest={edit.manifest} problems={problems} onChange={(manifest) => onType({ manifest })} />,
        },
        {
          name: 'manifest',
          label: 'manifest.json',
          count: count('manifest.json'),
          content: () => (
            <CodeEditor
              label="manifest.json"
              language="json"
              value={edit.manifest}
              problems={problemsIn('manifest.json', problems, warnings)}
              onChange={(manifest) => onType({ manifest })}
              onSave={onSave}
            />
          ),
        },
        {
          name: 'skill',
          label: 'skill.md',
          count: count('skill.md'),
          content: () => (
            <CodeEditor
              label="skill.md"
              language="markdown"
              value={edit.skill}
              problems={problemsIn('skill.md', problems, warnings)}
              onChange={(skill) => onType({ skill })}
              onSave={onSave}
              hint="Its role, the rules that it decides by, the form of its answers."
            />
          ),
        },
      ]}
    />
  )
}

function problemsIn(file: ShownProblem['file'], problems: readonly ShownProblem[], warnings: LintRow['findings']): CodeProblem[] {
  return [
    ...problems.filter((one) => one.file === file).map(({ line, message }) => ({ line, message, level: 'problem' as const })),
    ...warnings.filter((one) => one.file === file).map(({ line, message }) => ({ line, message, level: 'warning' as const })),
  ]
}
