/** Must hold for every schema version from 1 on: it is asked before the migrations run. */
export const LIVE_OWNERS = `
  SELECT run_id, owner_pid AS pid, owner_start AS start_time, owner_host AS host FROM runs WHERE owner_pid IS NOT NULL`
