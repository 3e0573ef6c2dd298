import { escapeHtml, noticePage, signInPage } from '../sign-in/sign-in-page.ts'
import type { Refusal } from './refusal.ts'

/** The refusal for a person: what it was, and what leads on. */
export function refusalPage(refusal: Refusal, path: string): Response {
  const html = refusal.rule === 'session' ? signInPage() : noticePage({ title: 'Not so fast', body: bodyOf(refusal, path) })
  return new Response(html, { status: refusal.status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** From the page of another site: the cookie does not come along, and whoever follows the link has seen where it leads. */
function bodyOf({ rule, detail, fix = '' }: Refusal, path: string): string {
  if (rule !== 'fetch-site') return `<p>${escapeHtml(detail)}</p><p>${escapeHtml(fix)}</p>`
  const shown = escapeHtml(path)
  return `<p>The page of another site led here. Go on when you meant to:</p><p><a href="${shown}">${shown}</a></p>`
}
