/**
 * A pom whose dependencies have the lowest version of the range that they have.
 *
 * Maven looks for the versions of a range in the metadata of a registry, and a registry may serve versions that its metadata does
 * not list.
 */
export function withLowestVersions(pom: string): string {
  return pom.replace(/<version>\s*[[(]([^<,]*),[^<]*[\])]\s*<\/version>/g, (range: string, lowest: string) => {
    if (!lowest.trim() || range.includes('>(')) { throw new Error(`${range} has no lowest version.`); }
    return `<version>${lowest.trim()}</version>`;
  });
}

/** The properties of a pom: `aws-cdk-lib.version`. */
export function propertiesOf(pom: string): ReadonlyMap<string, string> {
  const [, block = ''] = /<properties>([\s\S]*?)<\/properties>/.exec(pom) ?? [];
  return new Map([...block.matchAll(/<([\w.-]+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [name, value.trim()]));
}
