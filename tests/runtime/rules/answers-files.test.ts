import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeScene } from './make-scene.ts'
import { carryOut } from './real-tools.ts'

let scene: ReturnType<typeof makeScene>
beforeAll(() => {
  scene = makeScene()
})
afterAll(() => scene.remove())

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const IGNORED = '\nIgnored files (.git, node_modules, .gitignore) are not counted.'

it.each([
  [
    'How many Python and TypeScript files are in src?',
    '8 Python and TypeScript files in src:\n  Python      1 file\n  TypeScript  7 files',
  ],
  ['count files in src and docs', '10 files in src and docs:\n  src/   9 files\n  docs/  1 file'],
  ['how many rust files are here', `0 Rust files.${IGNORED}`],
  ['how many empty files are there', '1 file of 0 bytes.'],
  ['how many files without extension are here', '1 file without extension.'],
  ['how many hidden files are here', '2 hidden files.'],
  ['how many files over 1MB', '1 file larger than 1 MB.'],
  ['how many folders are in src', '1 folder in src.'],
  ['how many files are in nosuch', 'PATH_NOT_FOUND: There is nothing at “nosuch”.'],
  ['how many files are in src and src/app', 'RULE_STEP_FAILED: src/app lies in src: name only one of them.'],
  ['how many files are in link', '9 files in link.'],
  ['how many files are in node_modules', '1 file in node_modules.'],
  ['how many js files', '1 JavaScript file.'],
  ['how many js files including node_modules', '2 JavaScript files, ignored files included.'],
  ['how many files directly in src', '7 files directly in src.'],
  ['how many files are in src but not in src/app', '7 files in src, except src/app.'],
  ['count the files in ünïcode', '1 file in ünïcode.'],
  ['how many md files were changed before 2021-01-01', '1 Markdown file changed before 2021-01-01.'],
  ['list files changed on 2020-05-05', '1 file changed on 2020-05-05, 38 bytes:\n  todo.md  38 bytes'],
  ['list files in "my files"', '1 file in my files, 14 bytes:\n  my files/copy of a.txt  14 bytes'],
  ['find empty files', '1 file of 0 bytes, 0 bytes:\n  empty.txt  0 bytes'],
  [
    'list ts files in src larger than 500 bytes except f7.ts',
    '2 TypeScript files in src larger than 500 bytes, except f7.ts, 1.3 kB:\n  src/f5.ts  600 bytes\n  src/f6.ts  720 bytes',
  ],
  ['which is the largest file in src and docs', 'The largest of 10 files in src and docs:\n  src/f7.ts  840 bytes'],
  ['the 2 newest files in docs', /^Only 1 file in docs:\n {2}docs\/guide\.md {2}\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/],
  ['the 2 smallest ts files', 'The 2 smallest of 7 TypeScript files:\n  src/f1.ts  120 bytes\n  src/f2.ts  240 bytes'],
  ['which ts file has the most lines', 'The longest of 7 TypeScript files, by lines:\n  src/f7.ts  70 lines'],
  ['top 2 files by number of lines in src', 'The 2 longest of 9 files in src, by lines:\n  src/f7.ts  70 lines\n  src/f6.ts  60 lines'],
  ['how big is src', '3.4 kB in 9 files in src.'],
  ['how large are src and docs', '3.7 kB in 10 files in src and docs:\n  src/   3.4 kB     9 files\n  docs/  241 bytes  1 file'],
  ['total size of png files', `8 bytes in 2 PNG files.${IGNORED}`],
  ['which folder is biggest', /^2\.5 MB in 31 files\. The largest folder:\n {2}assets\/ {2}2\.5 MB {2}3 files\nIgnored/],
  ['which folder has the most files', /The folder with the most files:\n {2}src\/ {2}3\.4 kB {2}9 files\nIgnored/],
  ['which folder has the most lines', /The folder with the most lines:\n {2}src\/ {2}3\.4 kB {2}9 files {2}285 lines\nIgnored/],
  ['what is in src/app', 'src/app: 0 folders, 2 files\n  src/app/a.py  44 bytes\n  src/app/b.js  25 bytes'],
  ['what is in src', /^src: 1 folder, 7 files\n {2}src\/app\/\n {2}src\/f1\.ts {2}120 bytes\n/],
  ['read a.txt and b.txt', 'a.txt\none\ntwo\nthree\n\nb.txt\none\n2\nthree\nfour'],
  ['read "then and now.txt"', 'said before'],
  ['read empty.txt', '(empty)'],
  ['read largest.csv', 'name,size\nbig,1'],
  ['first 2 lines of a.txt and b.txt', 'a.txt\none\ntwo\n\nb.txt\none\n2'],
  ['tail -n 2 of app.log', '29\n30'],
  ['line 2 of a.txt', 'two'],
  ['line 99 of a.txt', 'a.txt has only 3 lines.'],
  ['how many lines do a.txt and b.txt have', '7 lines in 2 files:\n  a.txt  3 lines\n  b.txt  4 lines'],
  ['how many words are in a.txt', 'a.txt has 3 words.'],
  ['compare the sizes of a.txt and b.txt', /^ {2}b\.txt {2}17 bytes {2}4 lines {2}last changed .*\n {2}a\.txt {2}14 bytes {2}3 lines/],
  ['how big is the file src', 'RULE_STEP_FAILED: src is a folder. Ask for the size of the folder src.'],
  ['what is todo.md about', 'Todo\n\n- Buy milk for the house today.'],
  [
    'search for "error" in server.txt',
    '2 lines in server.txt contain “error”:\n  server.txt:1  error: Error\n  server.txt:3  error error category cat',
  ],
  ['how often does "error" appear in server.txt', '“error” occurs 3 times in server.txt, in 2 lines.'],
  ['how many times does the word cat occur in server.txt', '“cat” occurs 2 times in server.txt, in 2 lines.'],
  ['how many times does "cat" occur in server.txt', '“cat” occurs 3 times in server.txt, in 2 lines.'],
  ['search for "ERROR" in server.txt', '“ERROR” does not occur in server.txt.'],
  ['search for "ok" in server.txt ignoring case', '1 line in server.txt contains “ok” (ignoring case):\n  server.txt:2  ok'],
  [
    'which files contain "one"',
    '3 files contain “one”:\n  a.txt                   1 line\n  b.txt                   1 line\n  my files/copy of a.txt  1 line',
  ],
  ['list todos in python code', '1 TODO or FIXME line in 1 Python file:\n  src/app/a.py:2  # TODO: tidy'],
  [
    'find lines matching /^th.*e$/ in txt files',
    '3 lines in 3 text files match “^th.*e$”:\n  a.txt:3  three\n  b.txt:3  three\n  my files/copy of a.txt:3  three',
  ],
  ['are a.txt and "my files/copy of a.txt" identical', 'a.txt and my files/copy of a.txt are identical (3 lines).'],
  [
    'are there duplicate pngs',
    '1 group of identical files among 2 PNG files; 4 bytes could be freed:\n  4 bytes each\n    assets/i.png\n    assets/j.png',
  ],
  ['sha256 of list.json', `SHA-256 of list.json: ${sha256('[1,2,3]')}`],
  [
    'checksums of png files in assets',
    `SHA-256 of 2 PNG files in assets:\n  ${sha256('PNGx')}  assets/i.png\n  ${sha256('PNGx')}  assets/j.png`,
  ],
  ['count files by type in src', '9 files in src:\n  .ts  7 files  3.4 kB\n  .py  1 file    44 bytes\n  .js  1 file    25 bytes'],
  ['give me an overview of src', /^src: 9 files, 3\.4 kB, 285 lines\.\n\nLanguages\n {2}TypeScript {2}7 files {2}280 lines\n/],
  ['how many lines of python are there', '4 lines in 2 Python files.'],
  [
    'lines of typescript in src and tests',
    '280 lines in 7 TypeScript files in src and tests:\n  src/    280 lines  7 files\n  tests/    0 lines  0 files',
  ],
  [
    'lines of code in src by language',
    '285 lines of code in 9 files in src (blank lines and comments included):\n  TypeScript  280 lines  7 files  98.2 %\n  Python        3 lines  1 file    1.1 %\n  JavaScript    2 lines  1 file    0.7 %',
  ],
])('%s', async (task, answer) => {
  const said = (await carryOut(scene.workspace, task)).join('\n---\n')
  if (typeof answer === 'string') expect(said).toBe(answer)
  else expect(said).toMatch(answer)
})

it('asks nothing twice and leaves nothing out of several clauses', async () => {
  expect(await carryOut(scene.workspace, 'How many TypeScript files are in src, how many in tests?')).toEqual([
    '7 TypeScript files in src.',
    '0 TypeScript files in tests.',
  ])
  expect(await carryOut(scene.workspace, 'find the largest ts file and show its first 2 lines')).toEqual([
    'The largest of 7 TypeScript files:\n  src/f7.ts  840 bytes',
    'const x = 1\nconst x = 1',
  ])
})
