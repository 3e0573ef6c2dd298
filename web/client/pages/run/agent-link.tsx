import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Link } from '../../kit/act/link.tsx'

/** The name of an agent, leading to what it is. */
export function AgentLink({ id }: { readonly id: string }) {
  return (
    <Link quiet to="/agents/$agent_id" params={{ agent_id: id }}>
      {visibleLine(id)}
    </Link>
  )
}
