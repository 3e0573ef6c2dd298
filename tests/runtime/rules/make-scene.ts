import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'

const FILES: Readonly<Record<string, string>> = {
  'src/app/a.py': 'import os\n# TODO: tidy\nprint("error error")\n',
  'src/app/b.js': '// FIXME later\nexport {}\n',
  'tests/b.py': 'import os\n',
  'docs/guide.md':
    '# Guide\n\nClaw runs tasks for people who type them. It plans with recipes and refuses what it cannot explain. Every answer is exact.\n\n' +
    '## Use\n\nRun claw with a task. The answer is printed to the terminal.\n\n## More\n\nNothing more is needed here.\n',
  'a.txt': 'one\ntwo\nthree\n',
  'b.txt': 'one\n2\nthree\nfour\n',
  'my files/copy of a.txt': 'one\ntwo\nthree\n',
  'then and now.txt': 'said before\n',
  'empty.txt': '',
  Makefile: 'x',
  '.hidden': 'h',
  '.gitignore': 'node_modules\n*.log\n',
  'server.txt': 'error: Error\nok\nerror error category cat\nthe cat\n',
  'app.log': `${Array.from({ length: 30 }, (_, index) => index + 1).join('\n')}\n`,
  'ünïcode/größe.txt': '1\n2\n',
  'largest.csv': 'name,size\nbig,1\n',
  'todo.md': '# Todo\n\nBuy milk for the house today.\n',
  'node_modules/x/i.js': 'j',
  'assets/i.png': 'PNGx',
  'assets/j.png': 'PNGx',
  'sales.csv':
    'region,Unit Price,qty,status,when,cost\nNorth,10.5,1,open,2026-01-05,$5\nSouth,20,2,closed,2026-02-01,"1,200"\n' +
    'North,30,3,open,2026-03-01,$7\nEast,,4,open,2026-03-09,$1\nSouth,40,5,,2026-04-01,$2\n',
  'people.json': '[{"name":"Ann","age":40,"active":true},{"name":"Bob","age":30,"active":false}]',
  'package.json': '{"name":"demo","version":"1.2.3","scripts":{"build":"x"}}',
  'list.json': '[1,2,3]',
}

/** A workspace with everything that the recipes are about: sources, odd names, tables, a database, links, ignored folders. */
export function makeScene(): { readonly workspace: string; remove(): void } {
  const workspace = mkdtempSync(join(tmpdir(), 'claw-rules-'))
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), content)
  }
  for (const [path, content] of Object.entries(FILES)) write(path, content)
  for (let index = 1; index <= 7; index += 1) write(`src/f${index}.ts`, 'const x = 1\n'.repeat(10 * index))
  write('assets/big.bin', '\0'.repeat(2_500_000))
  symlinkSync('src', join(workspace, 'link'))
  utimesSync(join(workspace, 'todo.md'), new Date('2020-05-05T12:00:00'), new Date('2020-05-05T12:00:00'))
  const database = new Database(join(workspace, 'shop.db'))
  database.exec(
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT, total REAL); INSERT INTO orders (item, total) VALUES ('a', 1.5), ('b', 2), ('c', 3);" +
      'CREATE TABLE users (id INTEGER); CREATE VIEW v AS SELECT 1 AS x',
  )
  database.close()
  return { workspace, remove: () => rmSync(workspace, { recursive: true, force: true }) }
}

/** Two commits by two people, then a change and a new file. */
export function makeRepository(workspace: string): void {
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: workspace, stdio: 'pipe' })
  git('init', '-q', '-b', 'main')
  git('config', 'user.name', 'Ann')
  git('config', 'user.email', 'ann@example.com')
  git('add', '-A')
  git('commit', '-q', '-m', 'First commit')
  writeFileSync(join(workspace, 'a.txt'), 'one\ntwo\nthree\nmore\n')
  git('-c', 'user.name=Bob', '-c', 'user.email=bob@example.com', 'commit', '-qam', 'Change a')
  writeFileSync(join(workspace, 'b.txt'), 'one\n')
  writeFileSync(join(workspace, 'new.txt'), 'n')
}
