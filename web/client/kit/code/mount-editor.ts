import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { CodeLanguage, CodeProblem } from './code-problem.ts'
import { editorExtensions } from './editor-extensions.ts'

export interface EditorHandle {
  text(): string
  setText(text: string): void
  setProblems(problems: readonly CodeProblem[]): void
  /** Puts the focus there. */
  goToLine(line: number): void
  remove(): void
}

export interface EditorOptions {
  readonly host: HTMLElement
  readonly text: string
  readonly label: string
  readonly language: CodeLanguage
  readonly readOnly: boolean
  readonly onChange: (text: string) => void
  readonly onSave: () => void
}

/**
 * CodeMirror in an open shadow root: there its style sheets are adopted, which the policy of the dashboard allows; in the page itself they
 * would be `<style>` elements, which it does not. The tokens of the theme reach into it.
 */
export function mountEditor(options: EditorOptions): EditorHandle {
  const { host, text } = options
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const note = document.createElement('p')
  note.id = 'note'
  note.hidden = true
  note.textContent = options.readOnly ? 'It can be read only.' : 'Tab indents. Escape, then Tab leaves the editor.'
  root.append(note)
  const view = new EditorView({ parent: root, root, state: EditorState.create({ doc: text, extensions: editorExtensions(options) }) })
  return {
    text: () => view.state.doc.toString(),
    setText: (text) => {
      if (text === view.state.doc.toString()) return
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
    setProblems: (problems) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnostic(view.state, problem)),
        ),
      ),
    goToLine: (line) => {
      const { from } = view.state.doc.line(within(view.state, line))
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
      view.focus()
    },
    remove: () => {
      view.destroy()
      root.replaceChildren()
    },
  }
}

function diagnostic(state: EditorState, { line, message, level }: CodeProblem): Diagnostic {
  const { from, to } = state.doc.line(within(state, line ?? 1))
  return { from, to, message, severity: level === 'problem' ? 'error' : 'warning' }
}

// The problems may be those of a text that had more lines.
function within(state: EditorState, line: number): number {
  return Math.min(Math.max(1, line), state.doc.lines)
}
