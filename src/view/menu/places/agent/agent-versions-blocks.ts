import type { AgentVersionRow } from '../../../agent-care-rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { diffLines } from '../../parts/diff-lines.ts'
import type { PaneState } from '../../parts/pane.ts'
import type { Block } from '../../screen-view.ts'
import { line, span } from '../../span.ts'
import type { AgentTextsRow } from './agent-io.ts'

export interface Compared {
  readonly version: number
  readonly before: AgentTextsRow
  readonly now: AgentTextsRow
}

interface Seen {
  readonly versions: readonly AgentVersionRow[]
  readonly compared: Compared | null
  readonly pane: PaneState
}

/** The earlier forms, and what has changed since the chosen one. */
export function versionsBlocks({ versions, compared, pane }: Seen, chosen: number): Block[] {
  const one = versions[chosen]
  const table = {
    kind: 'table',
    columns: [
      { title: 'version', align: 'right' },
      { title: 'until' },
      { title: 'replaced by', optional: true },
      { title: 'with', flexible: true },
      { title: 'digest', optional: true },
    ],
    rows: versions.map(({ version, at, by, why, digest }) => ({
      id: String(version),
      cells: [
        line(String(version)),
        line(visibleLine(at.slice(0, 19))),
        line(visibleLine(by)),
        line(visibleLine(why)),
        line(span(digest.slice(0, 8), 'dim')),
      ],
    })),
    chosen,
    empty: [line(span('no earlier versions: every edit keeps the form before it', 'dim'))],
  } as const
  if (one === undefined) return [table]
  return [
    { ...table, atMost: 8 },
    { kind: 'rule', title: `version ${one.version} -> now` },
    { kind: 'text', grow: true, wrap: true, id: 'part', top: pane.top, lines: changeLines(one, compared) },
  ]
}

function changeLines({ version }: AgentVersionRow, compared: Compared | null) {
  if (compared?.version !== version) return [line(span('comparing...', 'dim'))]
  const { before, now } = compared
  const files = [...fileLines('manifest.json', before.manifest, now.manifest), ...fileLines('skill.md', before.skill, now.skill)]
  return files.length === 0 ? [line(span('the same as now', 'dim'))] : files
}

function fileLines(name: string, before: string, now: string) {
  return before === now ? [] : [line(span(name, 'strong')), ...diffLines(before, now)]
}
