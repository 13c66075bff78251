import { type ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** How the account and Region of something differ from those of a construct: environments that are not known may be the same. */
export function differencesOfPlace(scope: IConstruct, there: ResourceEnvironment): string[] {
  const here = Stack.of(scope);
  return (['region', 'account'] as const)
    .filter((what) => !Token.isUnresolved(here[what]) && !Token.isUnresolved(there[what]) && here[what] !== there[what])
    .map((what) => `${what} ${there[what]} instead of ${here[what]}`);
}
