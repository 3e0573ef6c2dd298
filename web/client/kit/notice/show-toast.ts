import { Toast } from '@base-ui/react/toast'
import type { NoticeTone } from './notice.tsx'

export const toasts = Toast.createToastManager<ToastData>()

export interface ToastData {
  readonly tone: NoticeTone
  readonly action: ToastAction | undefined
}

interface ToastAction {
  /** "Undo" */
  readonly label: string
  readonly run: () => void
}

interface ToastContent {
  readonly title: string
  readonly description?: string
  readonly tone?: NoticeTone
  readonly action?: ToastAction
}

const SHORT_MS = 5000
/** With something to do in it a person needs the time to read, decide and get there. */
const LONG_MS = 12_000

/** Says what has happened, in the corner, for a while. From anywhere: components, mutations, the stream. */
export function showToast({ title, description, tone = 'info', action }: ToastContent): void {
  toasts.add({
    title,
    description,
    timeout: action === undefined && tone !== 'bad' ? SHORT_MS : LONG_MS,
    priority: tone === 'bad' ? 'high' : 'low',
    data: { tone, action },
  })
}
