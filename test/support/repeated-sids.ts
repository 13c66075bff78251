/**
 * Sids that one policy document of a template has twice, with the logical ID of the resource: IAM refuses such a document.
 */
export function repeatedSids(template: { readonly Resources?: { readonly [logicalId: string]: unknown } }): string[] {
  return Object.entries(template.Resources ?? {}).flatMap(([logicalId, resource]) => documentsIn(resource).flatMap((sids) =>
    sids.filter((sid, i) => sids.indexOf(sid) !== i).map((sid) => `${logicalId}: Sid ${sid} is there twice`)));
}

/** The Sids of each policy document. */
function documentsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) { return []; }
  const { Statement: statements } = value as { Statement?: unknown };
  if (!Array.isArray(statements)) { return Object.values(value).flatMap(documentsIn); }
  return [statements.map((statement: { Sid?: unknown } | null) => statement?.Sid).filter((sid): sid is string => typeof sid === 'string')];
}
