import { type ErrorComponentProps, Link, SearchParamError, useLocation, useRouter } from '@tanstack/react-router'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import { ApiError } from '../../api/api-error.ts'
import { Button } from '../../kit/act/button.tsx'
import styles from './failure.module.css'
import { unfitParams } from './unfit-params.ts'

/** In the place of a page that could not be shown; the rest of the dashboard goes on. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  if (error instanceof SearchParamError) return <UnfitAddress error={error} />
  return <Broken error={error} reset={reset} />
}

function UnfitAddress({ error }: { readonly error: SearchParamError }) {
  const { pathname, search } = useLocation()
  return (
    <article className={styles.failure}>
      <h1>This address does not fit its page</h1>
      <ul>
        {unfitParams(error.cause, search).map((line) => (
          <li key={line}>{visibleLine(line)}</li>
        ))}
      </ul>
      <p className={styles.ways}>
        <Link to={pathname} search={{}}>
          Open the page without them
        </Link>
        <Link to="/">Go to the start</Link>
      </p>
    </article>
  )
}

function Broken({ error, reset }: Pick<ErrorComponentProps, 'error' | 'reset'>) {
  const router = useRouter()
  const api = error instanceof ApiError ? error : undefined
  const again = (): void => void router.invalidate().then(reset)
  return (
    <article className={styles.failure} role="alert">
      <h1>This page could not be shown</h1>
      <p>{visibleText(error instanceof Error ? error.message : String(error))}</p>
      <p className={styles.fix}>
        {visibleText(api?.fix || 'Try it again. If it stays, reload the page: claw may have been started in another version.')}
      </p>
      {api !== undefined && <p className={styles.code}>{api.code}</p>}
      <p className={styles.ways}>
        <Button icon="refresh" onClick={again}>
          Try again
        </Button>
        <Button onClick={() => location.reload()}>Reload</Button>
        <Link to="/">Go to the start</Link>
      </p>
    </article>
  )
}
