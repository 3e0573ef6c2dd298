import { createRoute, z } from '@hono/zod-openapi'
import { deleteCookie, getCookie } from 'hono/cookie'
import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import type { SignIn } from '../sign-in/sign-in.ts'

const signOut = createRoute({
  method: 'post',
  path: '/',
  tags: ['System'],
  summary: 'End the session of this browser, in all its tabs',
  request: { body: bodyOf(nothing) },
  responses: { 200: jsonOf(z.object({ signed_out: z.boolean() }), 'It is signed out; its streams end.') },
})

export function signOutRoutes(app: Pick<App, 'recordWebSession'>, signIn: SignIn) {
  return createRouter().openapi(signOut, async (c) => {
    const signed_out = signIn.end(getCookie(c, signIn.cookieName))
    deleteCookie(c, signIn.cookieName, { path: '/' })
    await app.recordWebSession('signed_out')
    return c.json({ signed_out }, 200)
  })
}
