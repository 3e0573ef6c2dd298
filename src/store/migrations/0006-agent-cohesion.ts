/**
 * How alike an agent's own vectors are, and int8 centroids as the first stage: each vec0 table is built again at its next use. Without a digest an
 * agent is embedded again at the next run.
 */
export const agentCohesion = `
ALTER TABLE agent_embeddings ADD COLUMN cohesion REAL;
DELETE FROM agent_vectors WHERE kind = 'centroid';
UPDATE agent_embeddings SET digest = '';
UPDATE embedders SET index_stale = 1;
`
