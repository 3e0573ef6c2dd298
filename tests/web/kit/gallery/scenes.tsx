import type { ComponentType } from 'react'
import { ActScene } from './scenes/act-scene.tsx'
import { FormScene } from './scenes/form-scene.tsx'
import { OverScene } from './scenes/over-scene.tsx'
import { ShowScene } from './scenes/show-scene.tsx'

export const SCENES: Readonly<Record<string, ComponentType>> = {
  act: ActScene,
  form: FormScene,
  over: OverScene,
  show: ShowScene,
}
