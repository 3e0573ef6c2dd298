import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { carryOut } from './real-tools.ts'

const workspace = mkdtempSync(join(tmpdir(), 'claw-rules-'))
const write = (path: string, content: string): void => writeFileSync(join(workspace, path), content)
const ask = async (task: string): Promise<string> => (await carryOut(workspace, task)).join('\n---\n')

beforeAll(() => {
  for (const folder of ['src', 'inbox']) mkdirSync(join(workspace, folder))
  for (let index = 1; index <= 7; index += 1) write(`src/f${index}.ts`, 'const x = 1\n'.repeat(10 * index))
  write('src/a.py', 'import os\n')
  write('src/b.py', 'import os\n')
  write('a.txt', 'one\ntwo\nthree\n')
  write('b.txt', 'one\n2\nthree\nfour\n')
  write('inbox/p.png', 'x')
  write('inbox/n.txt', 'y')
  write('sales.csv', 'region,Unit Price,qty\nNorth,10.5,1\nSouth,20,2\nNorth,30,3\nEast,,4\n')
  write(
    'people.json',
    JSON.stringify([
      { name: 'Ann', age: 40 },
      { name: 'Bob', age: 30 },
    ]),
  )
  const database = new Database(join(workspace, 'shop.db'))
  database.exec(
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT); INSERT INTO orders (item) VALUES ('a'), ('b'), ('c'); CREATE TABLE users (id INTEGER)",
  )
  database.close()
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: workspace, stdio: 'pipe' })
  git('init', '-b', 'main')
  git('-c', 'user.name=Ann', '-c', 'user.email=a@example.com', 'commit', '--allow-empty', '-m', 'First commit')
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

it('counts and ranks with one list', async () => {
  expect(await ask('How many TypeScript files are here, and which five are the largest?')).toBe(
    '7 TypeScript files. The 5 largest:\n  src/f7.ts  840 bytes\n  src/f6.ts  720 bytes\n  src/f5.ts  600 bytes\n  src/f4.ts  480 bytes\n  src/f3.ts  360 bytes',
  )
})

it.each([
  ['how many TypeScript files except f1.ts', '6 TypeScript files, except f1.ts.'],
  ['how many TypeScript files larger than 500 bytes are in src', '3 TypeScript files in src larger than 500 bytes.'],
  ['find the largest file in src and show its first 1 lines', 'The largest of 9 files in src:\n  src/f7.ts  840 bytes\n---\nconst x = 1'],
  ['how many lines does a.txt have', 'a.txt has 3 lines.'],
  ['last line of a.txt', 'three'],
  ['compare a.txt and b.txt', 'b.txt against a.txt: 2 lines added, 1 line removed.\n@@ line 1 / line 1 @@\n one\n-two\n+2\n three\n+four'],
  ['how many rows are in sales.csv', '4 rows in sales.csv.'],
  ['how many rows in sales.csv where region is north', '2 rows in sales.csv where region is north.'],
  ['sum of unit price in sales.csv', 'Sum of Unit Price: 60.5 (3 values, 1 row without one).'],
  ['median of qty in sales.csv', 'Median of qty: 2.5 (4 values).'],
  [
    'sum of qty by region in sales.csv',
    'Sum of qty by region in sales.csv (3 groups):\n  East   4  1 value\n  North  4  2 values\n  South  2  1 value',
  ],
  ['sum of revenue in sales.csv', 'RULE_STEP_FAILED: sales.csv has no column “revenue”. Its columns: region, Unit Price, qty.'],
  [
    'sum of region in sales.csv',
    'RULE_STEP_FAILED: Column “region” of sales.csv has 4 values that are no number, so its sum would be wrong.',
  ],
  ['convert people.json to CSV', 'name,age\nAnn,40\nBob,30'],
  ['show people.json as a markdown table', '| name | age |\n| --- | ---: |\n| Ann | 40 |\n| Bob | 30 |'],
  ['what tables are in shop.db', 'shop.db has 2 tables:\n  orders\n  users'],
  ['how many rows does each table in shop.db have', 'shop.db: 2 tables, 3 rows:\n  orders  3 rows\n  users   0 rows'],
  ['columns of the orders table in shop.db', 'orders has 2 columns:\n  id    INTEGER (primary key)\n  item  TEXT'],
  ['run SELECT item FROM orders WHERE id > 1 on shop.db', '2 rows:\n  item\n  b\n  c'],
  [
    'which row has the highest qty in sales.csv',
    '1 row of sales.csv with the highest qty:\n  region  Unit Price  qty\n  East                4',
  ],
  ['who are the contributors', '1 contributor, 1 commit:\n  Ann  1 commit  100.0 %'],
  ['run `echo hello`', 'hello'],
])('%s', async (task, answer) => {
  expect(await ask(task)).toBe(answer)
})

it('saves what was found, and only that', async () => {
  expect(await ask('convert people.json to people.csv')).toBe('Wrote 2 rows of people.json to people.csv (23 bytes).')
  expect(readFileSync(join(workspace, 'people.csv'), 'utf8')).toBe('name,age\nAnn,40\nBob,30\n')
  await ask('count the Python files, count the TypeScript files and write everything to out.md')
  expect(readFileSync(join(workspace, 'out.md'), 'utf8')).toBe('2 Python files.\n\n7 TypeScript files.\n')
})

it('organises only when told to for real', async () => {
  expect(await ask('organize inbox by type')).toContain('Dry run: nothing was moved. 2 files in inbox would go into 2 folders')
  expect(readFileSync(join(workspace, 'inbox/n.txt'), 'utf8')).toBe('y')
  expect(await ask('organize inbox by type for real')).toContain('Moved 2 files')
  expect(readFileSync(join(workspace, 'inbox/Documents/n.txt'), 'utf8')).toBe('y')
})
