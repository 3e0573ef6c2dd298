import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import styles from './code-editor.module.css'
import type { CodeEditorProps } from './code-editor.tsx'
import type { CodeProblem } from './code-problem.ts'
import { type EditorHandle, mountEditor } from './mount-editor.ts'

interface EditorAreaProps extends Omit<CodeEditorProps, 'bare' | 'hint'> {
  readonly problems: readonly CodeProblem[]
  readonly height: string
  readonly ref: Ref<EditorHandle>
}

export function EditorArea({ label, value, onChange, language, problems, readOnly = false, onSave, height, ref }: EditorAreaProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorHandle>(null)
  const tell = useRef({ onChange, onSave })
  const first = useRef(value)
  useEffect(() => {
    tell.current = { onChange, onSave }
  })
  useEffect(() => {
    if (host.current === null) return
    const mounted = mountEditor({
      host: host.current,
      text: first.current,
      label,
      language,
      readOnly,
      onChange: (text) => tell.current.onChange?.(text),
      onSave: () => tell.current.onSave?.(),
    })
    editor.current = mounted
    return () => {
      // What was typed stays when only the language or the label changed.
      first.current = mounted.text()
      editor.current = null
      mounted.remove()
    }
  }, [label, language, readOnly])
  useEffect(() => editor.current?.setText(value), [value])
  // The editor is made anew with these: its problems are to be shown again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the line above says
  useEffect(() => editor.current?.setProblems(problems), [problems, label, language, readOnly])
  useImperativeHandle(ref, () => ({
    text: () => editor.current?.text() ?? '',
    setText: (text) => editor.current?.setText(text),
    setProblems: (given) => editor.current?.setProblems(given),
    goToLine: (line) => editor.current?.goToLine(line),
    remove: () => editor.current?.remove(),
  }))
  return <div ref={host} className={styles.host} style={{ '--editor-height': height } as React.CSSProperties} />
}
