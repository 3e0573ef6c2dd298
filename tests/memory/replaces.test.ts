import { describe, expect, it } from 'vitest'
import { replaces } from '../../src/capsules/memory/replaces.ts'

describe('a newer fact replaces an older one', () => {
  it.each([
    ['The staging server listens on port 8080.', 'The staging server listens on port 9090.'],
    ['The staging server listens on port 8080 for HTTP.', 'The staging server listens on port 9090 for HTTP'],
    ['The owner of the billing shop is Ann.', 'The owner of the billing shop is Bob Miller.'],
    ['Reports of the team go to out/2025', 'Reports of the team go to out/2026'],
    ['The project needs Node 18.2 at least', 'The project needs Node 20.19 at least'],
    ['测试服务器的端口是 8080。', '测试服务器的端口是 9090。'],
  ])('%s | %s', (older, newer) => {
    expect([replaces(newer, older), replaces(older, newer)]).toEqual([true, true])
  })

  it.each([
    ['the same', 'The server has port 80', 'The server has port 80'],
    ['another thing', 'Server 1 listens on port 80', 'Server 2 listens on port 80'],
    ['another thing with the same value', 'The users table of the shop has 5 columns', 'The orders table of the shop has 5 columns'],
    ['a number of the thing, not of the value', 'The orders table of shop 1 has 5 columns', 'The orders table of shop 2 has 5 columns'],
    ['two properties', 'The main staging server is slow', 'The main staging server is written in Go'],
    ['several may be so', 'Backups of the orders database go to alpha', 'Backups of the orders database go to beta'],
    ['more is said', 'The staging server listens on port 8080.', 'The staging server listens on port 8080 and needs a key.'],
    ['nothing alike', 'Apples are red', 'The staging server listens on port 8080.'],
    ['too little alike', 'Port is 80', 'Port is 90'],
    ['nothing', '', ''],
  ])('not %s: %s | %s', (_why, older, newer) => {
    expect([replaces(newer, older), replaces(older, newer)]).toEqual([false, false])
  })
})
