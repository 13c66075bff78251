/** A condition block: operators, their keys and values. */
export interface StatementCondition {
  readonly [operator: string]: { readonly [key: string]: string | string[] };
}

/** Everything but buckets with some names, and what is in them. */
export function resourcesOutside(partition: string, bucketNames: readonly string[]): { Resource: string } | { NotResource: string[] } {
  if (bucketNames.length === 0) { return { Resource: '*' }; }
  return { NotResource: bucketNames.flatMap((name) => [`arn:${partition}:s3:::${name}`, `arn:${partition}:s3:::${name}/*`]) };
}

/** Anonymous requests, and those by AWS services, have no such key: a negated operator holds for them. */
export function notByExemptPrincipals(arns: readonly string[]): StatementCondition {
  return arns.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': [...arns] } };
}

/** A negated operator holds where the key is missing: buckets without tags, and buckets without ABAC, are not exempt. */
export function notForTaggedBuckets(tag: { readonly key: string; readonly value: string } | undefined): StatementCondition {
  return tag === undefined ? {} : { StringNotEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } };
}

/** All conditions of several blocks. No two of them say something about one key by one operator. */
export function together(...conditions: readonly StatementCondition[]): StatementCondition {
  const result: { [operator: string]: { [key: string]: string | string[] } } = {};
  for (const condition of conditions) {
    for (const [operator, keys] of Object.entries(condition)) { result[operator] = { ...result[operator], ...keys }; }
  }
  return result;
}
