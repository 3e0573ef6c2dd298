import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeRepository, makeScene } from './make-scene.ts'
import { carryOut } from './real-tools.ts'

let scene: ReturnType<typeof makeScene>
beforeAll(() => {
  scene = makeScene()
  makeRepository(scene.workspace)
})
afterAll(() => scene.remove())

const HEAD = '  region  Unit Price  qty  status  when        cost\n'
const DAY = /\d{4}-\d{2}-\d{2}/gu
const HASH = /\b[0-9a-f]{7}\b/gu

it.each([
  ['how many sales are in sales.csv', '5 rows in sales.csv.'],
  [
    'rows of sales.csv where qty > 1 and region is North',
    `1 row in sales.csv where qty > 1 and region is North:\n${HEAD}  North   30          3    open    2026-03-01  $7`,
  ],
  ['how many rows of sales.csv have region North or East', 'refused'],
  ['how many rows in sales.csv where region is North or East', '3 rows in sales.csv where region is North or East.'],
  ['how many rows in sales.csv where qty < 2 or qty > 4', '2 rows in sales.csv where qty < 2 or qty > 4.'],
  ['how many rows of sales.csv have qty between 2 and 4', '3 rows in sales.csv where qty is between 2 and 4.'],
  ['how many rows in sales.csv where when after 2026-02-15', '3 rows in sales.csv where when > 2026-02-15.'],
  ['how many rows in sales.csv where status is empty', '1 row in sales.csv where status is empty.'],
  ['how many rows in sales.csv where status is not open', '2 rows in sales.csv where status is not open.'],
  ['how many rows in people.json where active is true', '1 row in people.json where active is true.'],
  ['how many rows in sales.csv where qty > 1 and region is North or status is open', 'refused'],
  [
    'rows in sales.csv where cost > 3',
    'RULE_STEP_FAILED: Column “cost” of sales.csv has 5 values that are no number, so “> 3” cannot be decided.',
  ],
  ['rows in sales.csv where qty is high', 'RULE_STEP_FAILED: Column “qty” of sales.csv holds numbers, and “high” is none.'],
  ['average unit price in sales.csv where region is North', 'Mean of Unit Price where region is North: 20.25 (2 values).'],
  ['sum of cost in sales.csv', 'RULE_STEP_FAILED: Column “cost” of sales.csv has 5 values that are no number, so its sum would be wrong.'],
  [
    'maximum cost in sales.csv',
    'RULE_STEP_FAILED: Column “cost” of sales.csv has 5 values written as text with signs or separators, so their order as numbers is not known.',
  ],
  ['min and max of qty in sales.csv', 'Minimum of qty: 1 (5 values).\n---\nMaximum of qty: 5 (5 values).'],
  [
    'sum of qty and average of "Unit Price" in sales.csv',
    'Sum of qty: 15 (5 values).\n---\nMean of Unit Price: 25.125 (4 values, 1 row without one).',
  ],
  [
    'sum of qty by region in sales.csv',
    'Sum of qty by region in sales.csv (3 groups):\n  South  7  2 values\n  East   4  1 value\n  North  4  2 values',
  ],
  [
    'count distinct values of status in sales.csv',
    '2 different values of status in sales.csv, 5 rows:\n  open     3 rows  60.0 %\n  (empty)  1 row   20.0 %\n  closed   1 row   20.0 %',
  ],
  [
    'top 2 rows by qty in sales.csv',
    `2 rows of sales.csv with the highest qty:\n${HEAD}  South   40          5            2026-04-01  $2\n  East                4    open    2026-03-09  $1`,
  ],
  ['sort people.json by age', '2 rows of people.json by age, lowest first:\n  name  age  active\n  Bob   30   0\n  Ann   40   1'],
  ['convert people.json to csv', 'name,age,active\nAnn,40,true\nBob,30,false'],
  ['what keys are in package.json', 'package.json has 3 keys:\n  name\n  version\n  scripts'],
  ['how many items are in list.json', 'list.json is a list of 3 items.'],
  ['how many keys does package.json have', 'package.json is an object with 3 keys: name, version, scripts.'],
  ['how many rows does package.json have', "TOOL_FAILED: 'package.json' holds no array of objects at its top."],
  ['get scripts.build from package.json', 'x'],
  ['get scripts.test from package.json', 'RULE_STEP_FAILED: package.json has no “scripts.test”. There is: build.'],
  [
    'what tables are in shop.db and how many rows does each have',
    'shop.db: 3 tables and views, 4 rows:\n  orders  3 rows\n  users   0 rows\n  v       1 row',
  ],
  ['how many tables are in shop.db', 'shop.db has 2 tables and 1 view:\n  orders\n  users\n  v (view)'],
  ['how many rows does the nosuch table in shop.db have', 'RULE_STEP_FAILED: shop.db has no table “nosuch”. Its tables: orders, users, v.'],
  [
    'what columns does people.json have',
    'people.json has 3 columns and 2 rows:\n  name    for example Ann\n  age     for example 40\n  active  for example 1',
  ],
  ['how many entries are in largest.csv', '1 row in largest.csv.'],
  ['show the first row of people.json', 'The first row of 2 in people.json:\n  name  age  active\n  Ann   40   1'],
  [
    'show the first 2 rows of the orders table in shop.db',
    'The first 2 rows of orders:\n  id  item  total\n  1   a     1.5\n  2   b     2',
  ],
  ['what changed since yesterday in ünïcode', '1 file in ünïcode changed since yesterday, 4 bytes:\n  ünïcode/größe.txt  4 bytes'],
  ['which files did I change but not commit yet?', '2 files changed since the last commit:\n  modified   b.txt\n  untracked  new.txt'],
  ['git status', 'On branch main. 2 changed files:\n  modified   b.txt\n  untracked  new.txt'],
  ['last 5 commits', '2 commits, DAY:\n  HASH  DAY  Bob  Change a\n  HASH  DAY  Ann  First commit'],
  ['show the last commit', 'The last commit of 2, DAY:\n  HASH  DAY  Bob  Change a'],
  ['commits by Bob', '1 commit by Bob, DAY:\n  HASH  DAY  Bob  Change a'],
  ['commits by me', '1 commit by you, DAY:\n  HASH  DAY  Ann  First commit'],
  ['how many commits did Ann make', '1 commit by Ann.'],
  ['commits by Carol', 'No commits by Carol.'],
  ['commits before 2020-01-01', 'No commits before 2020-01-01.'],
  ['how many commits were made this week', '2 commits this week.'],
  ['who committed the most', '2 contributors, 2 commits:\n  Ann  1 commit  50.0 %\n  Bob  1 commit  50.0 %'],
  ['which files changed in the last commit', '1 file changed in the last commit:\n  a.txt'],
  ['what branch am i on', 'On branch main. 1 branch:\n* main'],
  ['show the git diff', 'b.txt | 3 ---\n 1 file changed, 3 deletions(-)'],
])('%s', async (task, answer) => {
  const said = (await carryOut(scene.workspace, task)).join('\n---\n')
  const plain = answer.toString().includes('DAY') ? said.replace(DAY, 'DAY').replace(HASH, 'HASH') : said
  if (answer === 'refused') expect(plain).toMatch(/^refused: /)
  else if (typeof answer === 'string') expect(plain).toBe(answer)
  else expect(plain).toMatch(answer)
})

it('writes a given text', async () => {
  expect(await carryOut(scene.workspace, 'write "hello there" to hello.txt')).toEqual(['Created hello.txt (12 bytes).'])
  expect(await carryOut(scene.workspace, 'read hello.txt')).toEqual(['hello there'])
})

it('writes what it found, and only that', async () => {
  const read = (name: string): string => readFileSync(join(scene.workspace, name), 'utf8')
  await carryOut(scene.workspace, 'how many rows does sales.csv have, what is the sum of qty, and save both to report.md')
  expect(read('report.md')).toBe('5 rows in sales.csv.\n\nSum of qty: 15 (5 values).\n')
  await carryOut(scene.workspace, 'convert sales.csv to json and save it as out.json')
  expect(JSON.parse(read('out.json'))).toHaveLength(5)
  await carryOut(scene.workspace, 'list the 2 largest ts files and append it to report.md')
  expect(read('report.md')).toContain('Sum of qty: 15 (5 values).\n')
  expect(read('report.md')).toContain('src/f7.ts')
  await carryOut(scene.workspace, 'count lines of code in src, then save the result as "loc report.md"')
  expect(read('loc report.md')).toMatch(/^285 lines of code in 9 files in src/)
})
