import { lazy, type ReactNode, Suspense, useRef } from 'react'
import { classNames } from '../class-names.ts'
import field from '../form/field.module.css'
import { Skeleton } from '../notice/skeleton.tsx'
import styles from './code-editor.module.css'
import type { CodeLanguage, CodeProblem } from './code-problem.ts'
import type { EditorHandle } from './mount-editor.ts'
import { ProblemList } from './problem-list.tsx'

export interface CodeEditorProps {
  readonly label: string
  readonly bare?: boolean
  readonly hint?: ReactNode
  readonly value: string
  readonly onChange?: (text: string) => void
  readonly language: CodeLanguage
  /** What is wrong and where; a list below leads to the lines. */
  readonly problems?: readonly CodeProblem[]
  readonly readOnly?: boolean
  /** Ctrl-S, Cmd-S. */
  readonly onSave?: (() => void) | undefined
  /** In CSS: not higher than that; the text scrolls inside. */
  readonly height?: string
}

const EditorArea = lazy(() => import('./editor-area.tsx').then(({ EditorArea }) => ({ default: EditorArea })))
const NONE: readonly CodeProblem[] = []

/** A text with a language of its own. The editor is loaded when it is first shown. */
export function CodeEditor({ label, bare = false, hint, problems = NONE, height = '60dvh', ...area }: CodeEditorProps) {
  const handle = useRef<EditorHandle>(null)
  return (
    <div className={field.field}>
      <span className={classNames(field.label, bare && 'visually-hidden')}>{label}</span>
      <Suspense fallback={<Skeleton lines={1} height="10rem" />}>
        <EditorArea {...area} ref={handle} label={label} problems={problems} height={height} />
      </Suspense>
      <p className={classNames(field.hint, styles.hint)}>
        {hint !== undefined && <span>{hint}</span>}
        {area.readOnly !== true && (
          <span>
            Tab indents; <kbd>Esc</kbd> then <kbd>Tab</kbd> leaves{area.onSave === undefined ? '' : ', '}
            {area.onSave !== undefined && (
              <>
                <kbd>Ctrl</kbd> <kbd>S</kbd> saves
              </>
            )}
            .
          </span>
        )}
      </p>
      <ProblemList problems={problems} onGo={(line) => handle.current?.goToLine(line)} />
    </div>
  )
}
