import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesCommand } from '../../../src/policy/command/matches-command.ts'
import { parseCommand } from '../../../src/policy/command/parse-command.ts'

const programs = async (text: string): Promise<string> => {
  const facts = await parseCommand(text)
  return facts.parsed ? facts.commands.map(({ program, via }) => [...via, program].join(' > ')).join(', ') : `not parsed: ${facts.reason}`
}

test.each([
  ['ls -la | grep x && git status; pwd', 'ls, grep, git, pwd'],
  ['env -i A=1 nice -n 3 timeout 5 sh -c "rm -rf x"', 'env > nice > timeout > sh -c > rm'],
  ["find . -name x -exec sh -c 'rm $1' _ {} \\;", 'find, find -exec > sh -c > rm'],
  ['ls | xargs -n 1 rm', 'ls, xargs > rm'],
  ['sudo -u root rm x', 'sudo, sudo > rm'],
  ['echo "$(cat `pwd`/x)" <(rm y)', '$( ) > $( ) > pwd, $( ) > cat, <( > rm, echo'],
  ['r\\m x; $\'\\x72m\' y; r\'\'m z; "rm" w; r"m" v', 'rm, rm, rm, rm, rm'],
  ['if a; then b; else c; fi; while d; do e; done; case x in y) f;; esac', 'a, b, c, d, e, f'],
  ['r\\\nm x', 'rm'],
  ['f() { rm x; }; f', 'rm, f'],
  ['sh <<EOF\nrm x\nEOF\nls', 'sh << > rm, ls'],
  ['eval "rm x" ; trap "rm y" EXIT; command rm z', 'eval > rm, trap, trap > rm, command > rm'],
])('%s', async (text, expected) => {
  expect(await programs(text)).toBe(expected)
})

test.each([
  ['$X -rf .', 'made at run time'],
  ['echo cm0gLXJmIC4= | base64 -d | sh', 'from a pipe'],
  ['eval "$X"', 'made at run time'],
  ['PATH=.:$PATH ls', 'PATH'],
])('%s is a hazard', async (text, hazard) => {
  const facts = await parseCommand(text)
  expect(facts.parsed && facts.hazards.join('; ')).toContain(hazard)
})

test.each([
  ['x `rm y` `rm z`', 'backticks'],
  ['ls\rrm x', 'carriage return'],
  ['ls \0 rm', 'NUL'],
  ['ls; ; rm', 'grammar'],
  [`echo "$${'{'}x:-\`rm y\`}"`, 'does not see'],
  ['cat <<EOF\n`rm x`\nEOF', 'does not see'],
  ['x'.repeat(70_000), 'longer'],
  ['$('.repeat(5000), 'grammar'],
  [`${'('.repeat(300)}ls${')'.repeat(300)}`, 'nested'],
])('%s is not parsed', async (text, reason) => {
  expect(await programs(text)).toContain(reason)
})

test('an allow holds for every command of a line, a prohibition for any', async () => {
  const match = async (text: string, decision: 'allow' | 'deny', ...patterns: string[]): Promise<boolean> =>
    matchesCommand(await parseCommand(text), { patterns, decision, workspace: '/work' })
  expect(await match('git status', 'allow', 'git status')).toBe(true)
  expect(await match('env X=1 git status | cat > out.txt', 'allow', 'git status', 'cat')).toBe(true)
  expect(await match('git status > /etc/x', 'allow', 'git status')).toBe(false)
  expect(await match('git status; rm x', 'allow', 'git status')).toBe(false)
  expect(await match('git status $(rm x)', 'allow', 'git **')).toBe(false)
  expect(await match('./git status', 'allow', 'git status')).toBe(false)
  expect(await match('npm run build', 'allow', 'npm run *')).toBe(true)
  expect(await match('npm run $X', 'allow', 'npm run *')).toBe(false)
  for (const text of ['git push', 'git -C x push', 'git --no-pager -c a.b=c push -f', 'ls && env git push', '/usr/bin/git push', 'git $X'])
    expect(await match(text, 'deny', 'git push'), text).toBe(true)
  for (const text of ['git log push', 'git commit -a', 'echo git push']) expect(await match(text, 'deny', 'git push'), text).toBe(false)
  for (const text of ['rm -fr x', 'rm -r -f x', 'rm -vrf x']) expect(await match(text, 'deny', 'rm -rf'), text).toBe(true)
})

test('however a name is quoted, it is the same program', async () => {
  const quoted = fc
    .array(
      fc.tuple(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), fc.constantFrom('plain', 'slash', 'single', 'double', 'ansi', 'octal')),
      { minLength: 1, maxLength: 8 },
    )
    .filter((parts) => parts[0]?.[1] !== 'plain' || parts.some(([, how]) => how !== 'plain'))
  const spell = (letter: string, how: string): string =>
    ({
      plain: letter,
      slash: `\\${letter}`,
      single: `'${letter}'`,
      double: `"${letter}"`,
      ansi: `$'\\x${letter.charCodeAt(0).toString(16)}'`,
      octal: `$'\\${letter.charCodeAt(0).toString(8)}'`,
    })[how] ?? letter
  await fc.assert(
    fc.asyncProperty(quoted, async (parts) => {
      const name = `zz${parts.map(([letter]) => letter).join('')}`
      expect(await programs(`zz${parts.map(([letter, how]) => spell(letter, how)).join('')} x`)).toBe(name)
    }),
    { numRuns: 300 },
  )
})

test('any text ends quickly, without an exception', async () => {
  const pieces = fc.constantFrom(
    '$(',
    ')',
    '`',
    '"',
    "'",
    '{',
    '}',
    ',',
    '<<E',
    '\n',
    ' ',
    ';',
    '|',
    '&&',
    'rm',
    'sh -c ',
    '\\',
    '${',
    '((',
    '[[',
    'if ',
    'do ',
    '$',
    '#',
    '>',
    '<(',
    'é',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join('')),
  )
  await fc.assert(
    fc.asyncProperty(text, async (line) => {
      const start = performance.now()
      await parseCommand(line)
      expect(performance.now() - start).toBeLessThan(2000)
    }),
    { numRuns: 500 },
  )
})

test.each([
  '{a,b}'.repeat(500),
  'sh -c '.repeat(9000),
  '((('.repeat(20000),
  '"$('.repeat(20000),
  'a|'.repeat(30000),
  '<<E '.repeat(8000),
  `eval ${'\\'.repeat(60000)}`,
  `sed '${'s/a/b/;'.repeat(7000)}'`,
  `awk '${'print '.repeat(10000)}'`,
])('a hostile line ends: %.20s', async (line) => {
  const start = performance.now()
  await parseCommand(line)
  expect(performance.now() - start).toBeLessThan(5000)
})
