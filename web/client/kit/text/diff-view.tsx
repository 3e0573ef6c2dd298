import { useMemo } from 'react'
import { unifiedDiff } from '../../../../src/view/unified-diff.ts'
import { Notice } from '../notice/notice.tsx'
import { Arrange } from '../place/arrange.tsx'
import { TextView } from './text-view.tsx'
import { UnifiedDiff } from './unified-diff.tsx'

interface DiffViewProps {
  /** "Version 3 against version 2". */
  readonly label: string
  readonly before: string
  readonly after: string
}

/** What is different between two texts. */
export function DiffView({ label, before, after }: DiffViewProps) {
  const lines = useMemo(() => unifiedDiff(before, after), [before, after])
  return lines === undefined ? <Apart before={before} after={after} /> : <UnifiedDiff label={label} lines={lines} />
}

function Apart({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <Arrange as="stack">
      <Notice title="They differ in too many lines for a comparison line by line." />
      <Arrange as="columns" least="wide">
        <TextView label="Before" text={before} numbered />
        <TextView label="After" text={after} numbered />
      </Arrange>
    </Arrange>
  )
}
