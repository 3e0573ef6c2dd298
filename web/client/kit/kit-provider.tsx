import { CSPProvider } from '@base-ui/react/csp-provider'
import { Toast } from '@base-ui/react/toast'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { toasts } from './notice/show-toast.ts'
import { Toasts } from './notice/toasts.tsx'

/** What the components need around them, once for the whole dashboard. */
export function KitProvider({ children }: { readonly children: ReactNode }) {
  return (
    <CSPProvider disableStyleElements>
      <Toast.Provider toastManager={toasts}>
        <Tooltip.Provider delay={400}>{children}</Tooltip.Provider>
        <Toasts />
      </Toast.Provider>
    </CSPProvider>
  )
}
