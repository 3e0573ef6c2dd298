import { Disclosure } from '../../kit/place/disclosure.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import type { Content, OpenApiParameter, Schema } from './open-api.ts'
import type { Operation } from './operations.ts'
import styles from './rest.module.css'
import { SchemaTable } from './schema-table.tsx'

interface OperationViewProps {
  readonly operation: Operation
  readonly named: Readonly<Record<string, Schema>>
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}

/** One route: what it takes, what it gives. */
export function OperationView({ operation, named, open, onOpen }: OperationViewProps) {
  const { method, path, summary, description, parameters = [], requestBody, responses } = operation
  return (
    <Disclosure
      open={open}
      onOpen={onOpen}
      summary={
        <span className={styles.line}>
          <Badge tone={method === 'get' ? 'dim' : 'accent'}>{method.toUpperCase()}</Badge>
          <code className={styles.path}>{path}</code>
          <span className={styles.summary}>{summary}</span>
        </span>
      }
    >
      <div className={styles.operation}>
        {description !== undefined && <p>{description}</p>}
        {parameters.length > 0 && <SchemaTable caption="Parameters" schema={parameterSchema(parameters)} named={named} />}
        <Bodies caption="Body" content={requestBody?.content} named={named} />
        {Object.entries(responses).map(([status, { description = '', content }]) => (
          <section key={status} className={styles.answer}>
            <h3>
              {status === 'default' ? 'Else' : status} <span className={styles.note}>{description}</span>
            </h3>
            <Bodies caption="Answer" content={content} named={named} />
          </section>
        ))}
      </div>
    </Disclosure>
  )
}

function Bodies({ caption, content = {}, named }: { caption: string; content: Content | undefined; named: OperationViewProps['named'] }) {
  return Object.entries(content).map(([type, { schema }]) => (
    <SchemaTable key={type} caption={`${caption}, ${type}:`} schema={schema ?? {}} named={named} />
  ))
}

/** Parameters are shown as the members of a body are. */
function parameterSchema(parameters: readonly OpenApiParameter[]): Schema {
  const properties = parameters.map(({ name, in: place, description, schema = {} }): [string, Schema] => [
    name,
    { ...schema, description: [`in the ${place}`, description ?? schema.description].filter((part) => part !== undefined).join('; ') },
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: parameters.flatMap(({ name, required }) => (required === true ? [name] : [])),
  }
}
