import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod/mini'
import type { App } from '../../../src/app/app-port.ts'
import { tryParseJson } from '../../../src/kernel/json.ts'
import { isNavigation } from '../guard/is-navigation.ts'
import { type Refusal, refusalResponse } from '../guard/refusal.ts'
import type { RefusalLog } from '../guard/refusal-log.ts'
import { createHoldBack } from './hold-back.ts'
import { PAGE_ICON } from './page-icon.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { PAGE_STYLE } from './page-style.ts'
import { PAGE_ICON_PATH, PAGE_SCRIPT_PATH, PAGE_STYLE_PATH, SIGN_IN_PATH } from './public-paths.ts'
import type { SignIn } from './sign-in.ts'
import { signedInPage, signInPage } from './sign-in-page.ts'

export interface SignInRouteOptions {
  readonly app: Pick<App, 'recordWebSession'>
  readonly signIn: SignIn
  readonly refusals: RefusalLog
}

const WRONG: Refusal = {
  status: 403,
  rule: 'sign-in',
  detail: 'This code was used before, or is not complete.',
  fix: 'The terminal of `claw web` shows the code that works now.',
}
const TOO_MANY: Refusal = { ...WRONG, status: 429, detail: 'Too many wrong codes at once.' }
const codeBody = z.strictObject({ code: z.string() })

/** The page without a session, the address with a code, and the code from the field of that page. */
export function signInRoutes({ app, signIn, refusals }: SignInRouteOptions): Hono {
  const holdBack = createHoldBack({ ms: 500, waiting: 20 })

  function admit(c: Context, code: string): boolean {
    const session = signIn.redeem(code)
    if (session === undefined) return false
    // In the place of the one that this browser may still have.
    signIn.end(getCookie(c, signIn.cookieName))
    setCookie(c, signIn.cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    app.recordWebSession('signed_in').catch(() => undefined)
    return true
  }

  async function refuse(c: Context): Promise<Response> {
    const refusal = (await holdBack()) ? WRONG : TOO_MANY
    refusals.note({ rule: refusal.rule, method: c.req.method, path: c.req.path, reason: refusal.detail })
    return isNavigation(c.req) ? c.html(signInPage(refusal.detail), refusal.status as 403) : refusalResponse(refusal)
  }

  return new Hono()
    .get(SIGN_IN_PATH, async (c) => {
      const code = c.req.query('code')
      const signedIn = signIn.sessionOf(getCookie(c, signIn.cookieName)) !== undefined
      if (code === undefined) return c.html(signedIn ? signedInPage() : signInPage())
      // An old address from the history of a browser that is signed in leads on.
      return admit(c, code) || signedIn ? c.html(signedInPage()) : refuse(c)
    })
    .post(SIGN_IN_PATH, async (c) => {
      const body = codeBody.safeParse(parsed(await c.req.text()))
      return body.success && admit(c, body.data.code) ? c.json({ signed_in: true }) : refuse(c)
    })
    .get(PAGE_STYLE_PATH, (c) => c.body(PAGE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
    .get(PAGE_ICON_PATH, (c) => c.body(PAGE_ICON, 200, { 'content-type': 'image/svg+xml' }))
    .get(PAGE_SCRIPT_PATH, (c) => c.body(PAGE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
}

function parsed(text: string): unknown {
  const json = tryParseJson(text)
  return json.ok ? json.value : undefined
}
