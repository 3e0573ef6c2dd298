import { createGrantBook } from '../../../src/policy/grants/grant-book.ts'
import { someGrant } from './some-grant.ts'

/** A second process for the tests: `<config dir> <letter> <count>`: saves so many grants, one after the other. */
const [userConfigDir = '', letter = '0', count = '0'] = process.argv.slice(2)
const book = createGrantBook({ userConfigDir, clock: { now: () => 0 } })
for (let i = 0; i < Number(count); i += 1) book.add(someGrant({ id: `g_${letter}${String(i).padStart(11, '0')}` }))
