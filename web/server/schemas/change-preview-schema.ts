import { z } from '@hono/zod-openapi'
import type { ChangePreview } from '../../../src/view/change-preview.ts'

const changePreviewSchema: z.ZodType<ChangePreview> = z
  .object({
    path: z.string(),
    to_path: z.string().nullable(),
    what: z.enum(['new', 'changed', 'same', 'deleted', 'moved', 'folder', 'refused', 'unknown']),
    lines: z.array(z.string()).openapi({ description: 'Of a unified diff, without its headers.' }),
    note: z.string().openapi({ description: 'Why there are no lines, or not all of them.' }),
  })
  .openapi('ChangePreview')

export const changesSchema = z.object({ changes: z.array(changePreviewSchema) })
