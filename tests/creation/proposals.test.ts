import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import { skillRecipes } from '../../src/app/skill-recipes.ts'
import { type AgentProfile, agentProfileSchema } from '../../src/capsules/agent-profile.ts'
import { nameProblem } from '../../src/capsules/profile/name-problem.ts'
import { MAX_EXAMPLES, MIN_EXAMPLES, variedExamples } from '../../src/capsules/profile/varied-examples.ts'
import { proposeAgentFromCatalog } from '../../src/capsules/propose-agent-from-catalog.ts'
import { type ProfileCall, proposeAgentWithModel } from '../../src/capsules/propose-agent-with-model.ts'
import { scanSkills } from '../../src/capsules/scan-skills.ts'
import { createStaticEmbedder } from '../../src/embedding/create-static-embedder.ts'
import type { Json } from '../../src/kernel/json.ts'

const root = join(import.meta.dirname, '../..')
const skills = await scanSkills([join(root, 'skills')])
const embedder = createStaticEmbedder({ assetDir: join(root, 'src/embedding/static') })
afterAll(() => embedder.close())

const PROFILE: AgentProfile = {
  name: 'Log detective',
  description: 'Reads server logs and says what failed first, when, and how often. Changes nothing.',
  tags: ['logs'],
  tools: ['file_io'],
  skill_ids: ['file_system'],
  examples: [
    'what failed in server.log?',
    'first error of today',
    'how often did the database time out',
    'group errors by hour',
    'why did it crash at noon',
  ],
  role_text:
    '# Role\nReads logs.\n# Decision rules\nOldest first.\n# What it does not do\nIt changes nothing.\n# Output\nA list.\n# When to stop\nAt the cause.',
}
const TASK = 'Find out why the nightly job died'

async function ask(answers: readonly object[], options: { tools?: string[]; taken?: string[]; task?: string } = {}) {
  const calls: ProfileCall[] = []
  const profile = await proposeAgentWithModel({
    task: options.task ?? TASK,
    skills,
    requiredTools: options.tools ?? [],
    taken: options.taken ?? [],
    call: async (request) => {
      calls.push(request)
      return (answers[calls.length - 1] ?? answers.at(-1)) as Json
    },
  })
  return { profile, calls, told: calls[1]?.repair?.problems.join('\n') }
}

describe('a profile of a model', () => {
  test('that keeps the rules is taken as it is, with the task among its examples', async () => {
    const { profile, calls } = await ask([PROFILE])
    expect(calls).toHaveLength(1)
    expect(calls[0]?.response_schema).toMatchObject({
      name: 'agent_profile',
      schema: { type: 'object', additionalProperties: false, properties: { examples: { minItems: 5, maxItems: 10 } } },
    })
    expect(profile).toEqual({ ...PROFILE, examples: [TASK, ...PROFILE.examples] })
  })

  test('is sent back once with everything that is wrong', async () => {
    const wrong = { ...PROFILE, name: TASK, description: TASK, skill_ids: ['invented'], examples: ['a log', 'A log!', 'a  log'] }
    const { profile, calls, told } = await ask([wrong, PROFILE])
    expect(calls).toHaveLength(2)
    for (const part of ['name: ', 'description: it is the task', 'there is no skill "invented"', 'examples: 1 of 3 differ'])
      expect(told).toContain(part)
    expect(calls[1]?.repair?.answer).toEqual(wrong)
    expect(profile.name).toBe('Log detective')
  })

  test('unknown tools are refused, also the second time', async () => {
    await expect(ask([{ ...PROFILE, tools: ['root_shell'] }])).rejects.toMatchObject({ code: 'MODEL_BAD_RESPONSE', retryable: true })
    await expect(ask([{}])).rejects.toMatchObject({ code: 'MODEL_BAD_RESPONSE' })
    const { profile } = await ask([{ ...PROFILE, tools: ['root_shell'] }, PROFILE])
    expect(profile.tools).toEqual(['file_io'])
  })

  test('what stays wrong is left out: unknown skills, a bad name, invisible characters', async () => {
    const hidden = `Reads \u202elogs\u200b of the server and tells what failed.`
    const { profile, calls } = await ask([
      { ...PROFILE, name: '../../etc/passwd', description: hidden, skill_ids: ['invented', 'file_system'] },
    ])
    expect(calls).toHaveLength(2)
    expect(profile).toMatchObject({
      name: 'File system helper',
      skill_ids: ['file_system'],
      description: expect.stringContaining('\\u{202e}'),
    })
  })

  test('what is too long or too many is sent back once, then cut', async () => {
    const long = {
      ...PROFILE,
      description: 'Reads logs. '.repeat(200),
      tags: Array.from({ length: 30 }, (_, i) => `tag${i}`),
      role_text: 'x'.repeat(50_000),
    }
    const { profile, calls, told } = await ask([
      { ...long, examples: Array.from({ length: 60 }, (_, i) => `what failed in part ${i} of ${i * 7}?`) },
    ])
    expect(calls).toHaveLength(2)
    for (const part of ['description: Too big', 'tags: Too big', 'examples: Too big', 'role_text: Too big']) expect(told).toContain(part)
    expect(agentProfileSchema.safeParse(profile).success).toBe(true)
    expect(profile.examples).toHaveLength(10)
  })

  test('holds the tools that the plan needs and no others; far-reaching ones need a skill', async () => {
    expect((await ask([{ ...PROFILE, tools: ['file_io', 'terminal'] }], { tools: ['sql_query'] })).profile.tools).toEqual(['sql_query'])
    const { calls, told } = await ask([{ ...PROFILE, tools: ['file_io', 'terminal'] }, PROFILE])
    expect(calls).toHaveLength(2)
    expect(told).toContain('tools: none of its skills is about terminal')
    expect((await ask([{ ...PROFILE, tools: ['terminal'], skill_ids: ['terminal'] }])).calls).toHaveLength(1)
    // Asked for again, they are left out: a model that insists gets no more than one that does not.
    expect((await ask([{ ...PROFILE, tools: ['file_io', 'terminal', 'http_api', 'sql_query'] }])).profile.tools).toEqual([
      'file_io',
      'sql_query',
    ])
  })

  test('always says what it does not do, how it answers and when it stops', async () => {
    const { profile, calls } = await ask([{ ...PROFILE, role_text: 'You read logs.' }])
    expect(calls).toHaveLength(1)
    expect(profile.role_text.match(/^# .*$/gm)).toEqual(['# What it does not do', '# Output', '# When to stop'])
    expect(profile.role_text).toContain('Work that needs more than file_io')
  })
})

describe('names', () => {
  const taken = ['Writer', 'File Analyst']
  it.each([
    ['../x', 'must be of letters'],
    ['..', 'must be of letters'],
    ['a\u0000b', 'must be of letters'],
    ['Wr\u200biter', 'must be of letters'],
    ['n'.repeat(300), 'has 300 characters'],
    ['Wr\u0456ter', 'different scripts'],
    ['WRITER', 'looks like'],
    ['Wríter', 'looks like'],
    ['File-Analyst', 'looks like'],
    ['42', 'must be of letters'],
    ['file_io agent', 'must be of letters'],
    ['File IO agent', 'names its tool file_io'],
    ['Terminal friend', 'names its tool terminal'],
    ['one two three four five six seven', 'has 7 words'],
    ['Find out why the nightly job died', 'has 7 words'],
    ['Find out why the nightly job', 'the task itself'],
  ])('%j: %s', (name, problem) => {
    expect(nameProblem(name, { task: TASK, taken })).toContain(problem)
  })
  it.each(['Log detective', 'Übersetzer', '俳句 作家', 'R&D notes', 'Haiku-Dichter 2'])('%s is one', (name) => {
    expect(nameProblem(name, { task: TASK, taken })).toBeUndefined()
  })
})

describe('without a model', async () => {
  const recipes = await skillRecipes(skills, () => undefined)
  const propose = (task: string, requiredTools: string[], taken: string[] = []) =>
    proposeAgentFromCatalog({ task, skills, recipes, taken, requiredTools, embed: embedder.embed })

  test.each([
    ['find slow queries in the SQLite database and list the tables', [], ['sql_query'], 'sql_databases'],
    ['which TypeScript files changed last week', ['file_io'], ['file_io'], 'file_system'],
    ['what is on the page https://example.org', ['web_fetch'], ['web_fetch'], 'web_http'],
    ['who committed most', [], ['terminal'], 'git'],
    ['check that my website is up', [], expect.arrayContaining(['web_fetch']), 'web_http'],
  ])('%s: from the skills, with their phrasings', async (task, required, tools, skill) => {
    const profile = await propose(task, required)
    expect(profile).toMatchObject({ tools, skill_ids: expect.arrayContaining([skill]) })
    expect(nameProblem(profile?.name ?? '', { task, taken: [] })).toBeUndefined()
    expect(profile?.examples[0]).toBe(task)
    expect(profile?.examples.length).toBeGreaterThanOrEqual(MIN_EXAMPLES)
    expect(profile?.examples.length).toBeLessThanOrEqual(MAX_EXAMPLES)
    expect(profile?.examples.join()).not.toMatch(/[{}]/)
    expect(variedExamples(profile?.examples ?? [])).toEqual(profile?.examples)
    expect(profile?.description).not.toContain(task)
    expect(profile?.role_text).toMatch(/# Role[\s\S]*# Decision rules[\s\S]*# What it does not do[\s\S]*# Output[\s\S]*# When to stop/)
    const other = await propose(task, required, [profile?.name ?? ''])
    expect(other?.name).not.toBe(profile?.name)
  })

  test('nothing is made from nothing', async () => {
    for (const task of ['play some jazz music', 'order a pizza', 'write a poem about rain', 'how old is the universe'])
      expect(await propose(task, [])).toBeUndefined()
  })
})
