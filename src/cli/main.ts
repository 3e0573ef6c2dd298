#!/usr/bin/env node
import { BUILT } from './built.ts'

const words = process.argv.slice(2)
const answer = words.length === 1 ? BUILT.answers.find(([word]) => word === words[0])?.[1] : undefined
if (answer === undefined) await (await import('./start-program.ts')).startProgram(BUILT)
else say(answer)

// A reader that has gone away (`claw --help | head -1`) is no error.
function say(text: string): void {
  process.stdout.on('error', () => undefined)
  process.stdout.write(`${text}\n`)
}
