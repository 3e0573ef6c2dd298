export const UNIT_SQL = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  savepoint: 'SAVEPOINT inner_unit',
  release: 'RELEASE inner_unit',
  rollbackTo: 'ROLLBACK TO inner_unit',
  fence: 'SELECT epoch FROM runs WHERE run_id = ?',
} as const
