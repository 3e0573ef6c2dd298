import { describe, expect, it } from 'vitest'
import { createModelPlanning } from '../../../src/planning/model/create-model-planning.ts'
import { isSimpleTask } from '../../../src/planning/model/is-simple-task.ts'
import { joinResults } from '../../../src/planning/model/join-results.ts'
import type { PlanningRequest } from '../../../src/planning/model/model-port.ts'
import type { SynthesisInput } from '../../../src/planning/model/synthesize.ts'

const INPUT: SynthesisInput = {
  task: 'What is in the two files?',
  results: [
    { id: 's1', title: 'First file', result: 'Apples.', unchecked: ['It is fresh. (not checked: no nose)'] },
    { id: 's2', title: 'Second file', result: { text: 'Pears.' }, unchecked: [] },
  ],
  failures: [{ id: 's3', title: 'Third file', message: 'no such file' }],
  judge: [
    {
      subtask_id: 's1',
      criteria: [
        { n: 1, text: 'It names fruit.' },
        { n: 3, text: 'It is short.' },
      ],
      evidence: '- file_io {"op":"read"}: ok',
    },
    { subtask_id: 's2', criteria: [{ n: 1, text: 'It names fruit.' }], evidence: '' },
  ],
}

async function synthesize(content: string, input: SynthesisInput = INPUT) {
  const requests: PlanningRequest[] = []
  const planning = createModelPlanning()
  const call = async (_: string, request: PlanningRequest) => {
    requests.push(request)
    return { content }
  }
  return {
    synthesis: await planning.synthesize(input, call, new AbortController().signal),
    prompt: requests[0]?.messages[1]?.content ?? '',
    requests,
  }
}

describe('the synthesis', () => {
  it('is one call that answers and judges', async () => {
    const verdicts = [
      { id: 'c1', met: true, reason: 'Apples' },
      { id: 'c3', met: false, reason: '?' },
      { id: 'c9', met: true, reason: 'nobody asked' },
    ]
    const sources = [
      { part: 'fruit', subtasks: ['s1', ' s2', 's1'] },
      { part: 'nuts', subtasks: ['s9'] },
    ]
    const { synthesis, prompt, requests } = await synthesize(JSON.stringify({ answer: ' Fruit. ', verdicts, sources }))
    expect(requests).toHaveLength(1)
    expect(synthesis).toEqual({
      answer: 'Fruit.',
      verdicts: [
        { subtask_id: 's1', n: 1, met: true, reason: 'Apples' },
        { subtask_id: 's2', n: 1, met: false, reason: '?' },
      ],
      parts: [{ part: 'fruit', subtasks: ['s1', 's2'] }],
      unknown_sources: ['s9'],
    })
    for (const part of [
      'What is in the two files?',
      '## s1: First file\nApples.\nNot checked:\n- It is fresh. (not checked: no nose)',
      '## s1\n- file_io {"op":"read"}: ok',
      '## s2: Second file\nPears.',
      'Failed: no such file',
      '- c3 (s2): It names fruit.',
    ]) {
      expect(prompt).toContain(part)
    }
  })

  it('takes plain text for the answer, and joins the results when nothing is said', async () => {
    expect((await synthesize('Just fruit.')).synthesis).toEqual({ answer: 'Just fruit.', verdicts: [], parts: [], unknown_sources: [] })
    expect((await synthesize('  ')).synthesis.answer).toBe('First file\nApples.\n\nSecond file\nPears.\n\nThird file\nFailed: no such file')
  })

  it('is bounded', async () => {
    const results = Array.from({ length: 8 }, (_, n) => ({ id: `s${n}`, title: 't', result: 'x'.repeat(200_000), unchecked: [] }))
    expect((await synthesize('ok', { ...INPUT, results })).prompt.length).toBeLessThan(125_000)
  })
})

describe('joining without a model', () => {
  it('gives each result verbatim under its title, and one alone as it is', () => {
    expect(joinResults([{ title: 'A', result: '  x\ny\n' }])).toBe('  x\ny\n')
    expect(
      joinResults([
        { title: 'A', result: 'x\n' },
        { title: 'B', result: { rows: 2 } },
      ]),
    ).toBe('A\nx\n\nB\n{\n  "rows": 2\n}')
    expect(joinResults([{ title: 'A', result: 'x' }], [{ title: 'B', message: 'broken' }])).toBe('A\nx\n\nB\nFailed: broken')
    expect(joinResults([])).toBe('')
  })
})

describe('a simple task', () => {
  it.each([
    'How many TypeScript files are here, and which five are the largest?',
    'Summarize README.md',
    'Summarize README.md. Answer in one sentence.',
    'What is the median of the price column in data/sales.csv?',
    'Please find all TODO comments in src',
    'List the tables and columns of app.db',
  ])('%s', (task) => expect(isSimpleTask(task)).toBe(true))

  it.each([
    '',
    'Count the files and then write the number to out.txt',
    'Fetch https://example.org and summarize it',
    'Read a.csv; compare it with b.csv',
    'First, list the files. Second, delete the empty ones.',
    '1. count files\n2. count folders',
    'How many files are here? Which is the newest?',
    'Summarize a.md. Translate b.md.',
    'How does search and replace work here?',
    `Summarize this: ${'word '.repeat(100)}`,
  ])('not: %s', (task) => expect(isSimpleTask(task)).toBe(false))
})
