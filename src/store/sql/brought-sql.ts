export const BROUGHT_SQL = {
  marks: 'SELECT mark FROM registry_marks ORDER BY rowid DESC LIMIT 1000',
  leave: 'INSERT INTO registry_marks (mark) VALUES (?)',
  runs: 'SELECT run_id FROM runs ORDER BY run_id',
} as const
