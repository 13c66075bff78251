interface Template { readonly Resources?: { readonly [logicalId: string]: unknown } }

/**
 * A circle of resources, each needing the next: CDK does not report one, CloudFormation refuses to deploy it.
 *
 * @returns the logical ids along one circle, the first repeated at the end; undefined where there is none
 */
export function resourceCycle(template: Template): string[] | undefined {
  const resources = template.Resources ?? {};
  const done = new Set<string>();
  const path: string[] = [];

  const visit = (logicalId: string): string[] | undefined => {
    if (path.includes(logicalId)) { return [...path.slice(path.indexOf(logicalId)), logicalId]; }
    if (done.has(logicalId)) { return undefined; }
    path.push(logicalId);
    for (const needed of neededBy(resources[logicalId])) {
      const cycle = needed in resources ? visit(needed) : undefined;
      if (cycle) { return cycle; }
    }
    path.pop();
    done.add(logicalId);
    return undefined;
  };

  for (const logicalId of Object.keys(resources)) {
    const cycle = visit(logicalId);
    if (cycle) { return cycle; }
  }
  return undefined;
}

/** What a resource waits for: through Ref, Fn::GetAtt, Fn::Sub and DependsOn. */
function neededBy(value: unknown, key?: string): string[] {
  if (key === 'Ref') { return [String(value)]; }
  if (key === 'DependsOn') { return ([] as string[]).concat(value as string | string[]); }
  if (key === 'Fn::GetAtt') { return [Array.isArray(value) ? String(value[0]) : String(value).split('.')[0]]; }
  if (key === 'Fn::Sub') {
    const text = Array.isArray(value) ? String(value[0]) : String(value);
    const named = [...text.matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map((match) => match[1]);
    return [...named, ...(Array.isArray(value) ? neededBy(value[1]) : [])];
  }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([name, inner]) => neededBy(inner, Array.isArray(value) ? undefined : name));
}
