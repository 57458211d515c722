// What the evidence proposed when a verdict was given, and what the person made of it.

export const migration = {
  version: 50,
  sql: `
-- AnsweredProposal of domain/proposal.ts as JSON; null where the verdict answers no proposal.
ALTER TABLE verdicts ADD COLUMN proposal TEXT;
`,
}
