import { Box, Text } from 'ink'
import type { ReactElement } from 'react'
import type { Line } from '../view/menu/span.ts'
import type { Paint } from '../view/paint.ts'
import { paintLine } from './paint-line.ts'

/** Lines that were laid out before, one below the other. */
export function FrameLines({ lines, paint }: { readonly lines: readonly Line[]; readonly paint: Paint }): ReactElement {
  return (
    <Box flexDirection="column">
      {lines.map((line, row) => (
        // A row has no identity but its place on the screen.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Text key={row} wrap="truncate">
          {paintLine(line, paint) || ' '}
        </Text>
      ))}
    </Box>
  )
}
