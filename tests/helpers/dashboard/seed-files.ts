const manifest = (agent_id: string, more: object): string =>
  JSON.stringify(
    {
      agent_id,
      tags: [],
      tools_allowlist: ['file_io'],
      skill_ids: ['file_system'],
      examples: [],
      entrypoint: 'builtin',
      requires_approval_for: [],
      version: '1.0.0',
      created_at: '2026-11-20T09:00:00.000Z',
      created_by: 'user:me',
      ...more,
    },
    null,
    2,
  )

const stationKeeper = manifest('station-keeper', {
  name: 'Station keeper',
  description: 'Knows the weather stations of this project: reads their tables, finds gaps, and writes reports on them.',
  tags: ['weather', 'reports'],
  skill_ids: ['file_system', 'weather_tables'],
  tools_allowlist: ['file_io', 'terminal'],
  examples: ['which station has the most rain?', 'write a report on the stations', 'find gaps in stations.csv'],
  requires_approval_for: ['terminal'],
})

const unreliable = manifest('tide-teller', {
  name: 'Tide teller',
  description: 'Says when the tide is high, from tables that are not there.',
  examples: ['when is high tide in Hamburg?', 'tides of tomorrow'],
})

/** A small project with agents and a skill of its own; one agent cannot be read. */
export const SEED_FILES: Readonly<Record<string, string>> = {
  'README.md': '# Weather\n\nReads the stations and draws a chart.\n\n## Stations\n\n- Hamburg\n- Lisbon\n',
  'src/read-stations.ts': `${'export const station = (id: string) => fetch(id)\n'.repeat(40)}// TODO: time out\n`,
  'src/draw-chart.ts': 'export const chart = (points: number[]) => points.join()\n'.repeat(25),
  'src/main.ts': "import { chart } from './draw-chart.ts'\n// TODO: read the arguments\nconsole.log(chart([1, 2, 3]))\n",
  'stations.csv': 'station,rain_mm\nHamburg,61\nLisbon,14\nBergen,203\n',
  'agents/station-keeper/manifest.json': stationKeeper,
  'agents/station-keeper/skill.md':
    '# Role\n\nYou keep the weather stations.\n\n# Decision rules\n\n- Read the table before you say anything about it.\n- A gap is a month without rain figures.\n\n# Output format\n\nOne sentence, then a table.\n',
  'agents/tide-teller/manifest.json': unreliable,
  'agents/tide-teller/skill.md': '# Role\n\nYou tell the tides.\n',
  'agents/half-written/manifest.json':
    '{ "agent_id": "half-written", "name": "Half written", "tools_allowlist": ["file_io", "telepathy"]\n',
  'skills/weather_tables/SKILL.md':
    '---\nname: weather_tables\ndescription: How the tables of weather stations are laid out, and what a gap in them looks like.\n---\n\n# Weather tables\n\nOne row a station; `rain_mm` is the sum of a month.\n',
}
