/** Words by which a person finds runs again, as a JSON array, and what the models of a run cost without reading their calls. */
export const runTags = `
ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
CREATE INDEX events_of_costs ON events (run_id, json_extract(data, '$.cost_usd')) WHERE type = 'model.finished';
`
