/** What users of claw leave in a registry to know it again; the other half is kept in their state folder. */
export const registryMarks = `
CREATE TABLE registry_marks (
  mark TEXT PRIMARY KEY
) STRICT;
`
