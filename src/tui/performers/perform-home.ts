import type { Performer } from '../performer.ts'

export const performHome: Performer<'home'> = async () => undefined
