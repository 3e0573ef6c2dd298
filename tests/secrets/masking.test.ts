import { expect, it } from 'vitest'
import { createRedactor } from '../../src/kernel/redact.ts'

const VALUE = 'p@ss/w+rd "ä" <7f3a91>&\'x\''
const redactor = createRedactor([VALUE])
const base64 = (text: string): string => Buffer.from(text).toString('base64')

it.each([
  ['as it is', VALUE],
  ['in JSON', JSON.stringify({ a: VALUE })],
  ['in JSON within JSON', JSON.stringify({ a: JSON.stringify({ b: VALUE }) })],
  ['in a URL', `https://a.example/?q=${encodeURIComponent(VALUE)}`],
  ['in a query', new URLSearchParams({ q: VALUE }).toString()],
  ['in a query with lower-case codes', new URLSearchParams({ q: VALUE }).toString().replace(/%../g, (code) => code.toLowerCase())],
  ['in hexadecimal', Buffer.from(VALUE).toString('hex')],
  ['in upper-case hexadecimal', Buffer.from(VALUE).toString('hex').toUpperCase()],
  [
    'in HTML',
    `<p>${VALUE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')}</p>`,
  ],
  ['in base64', base64(VALUE)],
  ['in base64 after one byte', base64(`a${VALUE}`)],
  ['in base64 as a password', base64(`me:${VALUE}`)],
  ['in base64 amidst', base64(`user:${VALUE}:tail`)],
  ['in base64url', Buffer.from(`xy${VALUE}`).toString('base64url')],
])('masks a value %s', (_, text) => {
  expect(redactor.text(text)).toContain('[redacted]')
  expect(redactor.text(text)).not.toContain('7f3a91')
  expect(redactor.text(text).length).toBeLessThan(text.length + 10)
})

it('masks keys and values of JSON, and what is added later', () => {
  const later = createRedactor([])
  expect(later.text('value-of-later')).toBe('value-of-later')
  later.add(['value-of-later'])
  expect(later.json({ 'a value-of-later': ['value-of-later'] })).toEqual({ 'a [redacted]': ['[redacted]'] })
})

it('leaves ordinary text as it is', () => {
  const text = 'The password is asked for at /login?user=me&x=1 (7f3a9).'
  expect(redactor.text(text)).toBe(text)
})
