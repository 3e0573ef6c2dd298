import type { RunStatus } from '../../../../src/protocol/run.ts'
import type { OptionChoices } from '../../../../src/view/menu/places/home/home-io.ts'
import { RUN_LOOKS } from '../../../../src/view/run-look.ts'
import { RUN_RANGES, type RunRange, type RunsSearch } from '../../../../src/view/runs/runs-search.ts'
import { RUN_STAGES, STAGE_INFO } from '../../../../src/view/stats/run-stage.ts'
import { type Facet, FilterBar } from '../../kit/table/filter-bar.tsx'

/** How many runs there are of a status. */
export type StatusCounts = Readonly<Record<string, number | undefined>>

interface RunsFiltersProps {
  readonly search: RunsSearch
  readonly onLook: (change: Partial<RunsSearch>, how?: 'typed' | 'anew') => void
  readonly choices: Pick<OptionChoices, 'agents' | 'tools' | 'tags'> | undefined
  readonly facets: StatusCounts
  readonly found: string | undefined
}

const RANGE_WORDS: Readonly<Record<Exclude<RunRange, 'all'>, string>> = {
  '15m': 'last 15 minutes',
  '1h': 'last hour',
  '6h': 'last 6 hours',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
}

/** Everything that runs are looked for by. */
export function RunsFilters({ search, onLook, choices, facets, found }: RunsFiltersProps) {
  const facet = (name: 'status' | 'agent' | 'tool' | 'stage' | 'tag', label: string, options: Facet['options']): Facet => ({
    name,
    label,
    value: search[name],
    // What was chosen stays to be seen, also when nothing has it by now.
    options: options.some(({ value }) => value === search[name]) || search[name] === '' ? options : [...options, { value: search[name] }],
    onChange: (value) => onLook({ [name]: value }),
  })
  const session = { value: search.session, label: search.session.slice(0, 16) }
  return (
    <FilterBar
      of="runs"
      text={search.q}
      onText={(q) => onLook({ q }, 'typed')}
      placeholder="Words, an id, or status: agent: tool: tag: since:"
      facets={[
        facet(
          'status',
          'Status',
          (Object.keys(RUN_LOOKS) as RunStatus[]).map((value) => ({ value, label: `${value} (${facets[value] ?? 0})` })),
        ),
        facet(
          'agent',
          'Agent',
          (choices?.agents ?? []).map(({ agent_id }) => ({ value: agent_id })),
        ),
        facet(
          'tool',
          'Tool',
          (choices?.tools ?? []).map((value) => ({ value })),
        ),
        facet(
          'stage',
          'Stage',
          RUN_STAGES.map((value) => ({ value, label: STAGE_INFO[value].title })),
        ),
        ...((choices?.tags.length ?? 0) > 0 || search.tag !== ''
          ? [
              facet(
                'tag',
                'Tag',
                (choices?.tags ?? []).map((value) => ({ value })),
              ),
            ]
          : []),
        ...(search.session === ''
          ? []
          : [
              {
                name: 'session',
                label: 'Session',
                value: search.session,
                options: [session],
                onChange: (value: string) => onLook({ session: value }),
              },
            ]),
        {
          name: 'range',
          label: 'Time',
          value: search.range === 'all' ? '' : search.range,
          options: Object.entries(RANGE_WORDS).map(([value, label]) => ({ value, label })),
          onChange: (value) => onLook({ range: isRange(value) ? value : 'all' }),
        },
      ]}
      found={found}
      onClear={() => onLook({ order: search.order }, 'anew')}
    />
  )
}

function isRange(value: string): value is RunRange {
  return Object.hasOwn(RUN_RANGES, value)
}
