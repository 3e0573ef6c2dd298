import type { ComponentType } from 'react'
import { ActScene } from './scenes/act-scene.tsx'
import { CodeScene } from './scenes/code-scene.tsx'
import { FormScene } from './scenes/form-scene.tsx'
import { ListScene } from './scenes/list-scene.tsx'
import { OverScene } from './scenes/over-scene.tsx'
import { SchemaScene } from './scenes/schema-scene.tsx'
import { ShowScene } from './scenes/show-scene.tsx'
import { ManyScene, PagesScene, TableScene } from './scenes/table-scene.tsx'
import { HugeScene, TextScene } from './scenes/text-scene.tsx'

export const SCENES: Readonly<Record<string, ComponentType>> = {
  act: ActScene,
  code: CodeScene,
  form: FormScene,
  huge: HugeScene,
  list: ListScene,
  many: ManyScene,
  over: OverScene,
  pages: PagesScene,
  schema: SchemaScene,
  show: ShowScene,
  table: TableScene,
  text: TextScene,
}
