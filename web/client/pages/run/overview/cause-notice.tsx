import { ERROR_CODES, isErrorCode } from '../../../../../src/kernel/error-codes.ts'
import type { RootCause } from '../../../../../src/view/analysis/analysis-rows.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { pathOfSubtask } from '../../../../../src/view/trace/trace-places.ts'
import { rowId } from '../../../../../src/view/trace/tree-rows.ts'
import { Button } from '../../../kit/act/button.tsx'
import { ButtonLink } from '../../../kit/act/link.tsx'
import { Notice } from '../../../kit/notice/notice.tsx'
import { Arrange } from '../../../kit/place/arrange.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useRunSearch } from '../use-run-search.ts'

const ANY = { q: undefined, type: undefined, subtask: undefined, agent: undefined }

/** Why it went wrong, in a sentence; what helps against that; and the places where one sees it and does better. */
export function CauseNotice({ run, cause }: { readonly run: RunOfPage; readonly cause: RootCause }) {
  const [, look] = useRunSearch()
  const step = stepOf(run, cause)
  const fix = fixOf(run, cause)
  return (
    <Notice tone="bad" title={visibleLine(cause.sentence)}>
      {fix !== '' && <p>What helps: {visibleLine(fix)}</p>}
      <Arrange as="row" close>
        {step !== undefined && (
          <Button size="s" icon="eye" onClick={() => look({ tab: 'steps', step })}>
            Look at the step
          </Button>
        )}
        <Button size="s" onClick={() => look({ tab: 'events', event: String(cause.seq), ...ANY })}>
          The event that tells it
        </Button>
        <ButtonLink size="s" icon="edit" to="/new" search={{ from: run.run_id }}>
          Rerun with edits
        </ButtonLink>
      </Arrange>
    </Notice>
  )
}

function stepOf({ shown }: RunOfPage, { subtask_id, attempt }: RootCause): string | undefined {
  if (subtask_id === null) return undefined
  const path = pathOfSubtask(shown, subtask_id)
  return rowId(attempt === null || attempt === 0 ? path : [...path, String(attempt)])
}

/** Of the run's own error, which knows the case; else what is known of its code. */
function fixOf({ view }: RunOfPage, { code, sentence }: RootCause): string {
  const own = view.error !== null && view.error.code === code ? view.error.fix : ''
  const fix = own !== '' || code === null || !isErrorCode(code) ? own : ERROR_CODES[code].fix
  return sentence.includes(fix) ? '' : fix
}
