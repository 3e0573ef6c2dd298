const KEY = 'run_id = @run_id AND subtask_id = @subtask_id'

export const EVOLUTION_SQL = {
  trial: `SELECT genome_id, genome, state, fitness FROM agent_trials WHERE ${KEY} AND attempt = @attempt`,
  startTrial: `INSERT INTO agent_trials (run_id, subtask_id, attempt, agent_id, genome_id, genome, state)
    SELECT @run_id, @subtask_id, @attempt, agent_id, genome_id, genome, state FROM agent_genomes WHERE genome_id = @genome_id`,
  settleTrial: `UPDATE agent_trials SET fitness = @fitness WHERE ${KEY} AND attempt = @attempt AND fitness IS NULL RETURNING genome_id, agent_id`,
  // The moving average of the newest: 0.6 of what it was and 0.4 of what came.
  credit: `UPDATE agent_genomes SET fitness = CASE WHEN fitness IS NULL THEN @fitness ELSE 0.6 * fitness + 0.4 * @fitness END, trials = trials + 1
    WHERE genome_id = @genome_id`,
  dropOpen: `DELETE FROM agent_trials WHERE ${KEY} AND attempt <= @attempt AND fitness IS NULL`,
  pruneTrials: `DELETE FROM agent_trials WHERE agent_id = @agent_id AND fitness IS NOT NULL AND trial_id <=
    (SELECT trial_id FROM agent_trials WHERE agent_id = @agent_id AND fitness IS NOT NULL ORDER BY trial_id DESC LIMIT 1 OFFSET @kept)`,
  pruneGenomes: `DELETE FROM agent_genomes WHERE agent_id = @agent_id AND state = @state AND genome_id <=
    (SELECT genome_id FROM agent_genomes WHERE agent_id = @agent_id AND state = @state ORDER BY genome_id DESC LIMIT 1 OFFSET @kept)`,
  current: 'SELECT * FROM agent_genomes WHERE agent_id = ? AND state = ?',
  genomes: 'SELECT * FROM agent_genomes WHERE agent_id = ? ORDER BY genome_id DESC',
  add: `INSERT INTO agent_genomes (agent_id, parent_id, generation, genome, state, reason, after_trial, created_at)
    VALUES (@agent_id, @parent_id, @generation, @genome, @state, @reason, (SELECT COALESCE(MAX(trial_id), 0) FROM agent_trials), @now) RETURNING *`,
  move: `UPDATE agent_genomes SET state = @state, reason = @reason, ended_at = CASE WHEN @state IN ('replaced', 'dropped') THEN @now ELSE NULL END
    WHERE genome_id = @genome_id`,
  since: 'SELECT fitness FROM agent_trials WHERE genome_id = @genome_id AND attempt = 1 AND trial_id > @after_trial ORDER BY trial_id',
  resetTrials: 'DELETE FROM agent_trials WHERE agent_id = ? AND fitness IS NOT NULL',
  resetGenomes: 'DELETE FROM agent_genomes WHERE agent_id = ?',
} as const
