import { Reference, ReferenceStrength, Stack, Stage, Token, TokenComparison, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** How two stacks lie to each other. */
export interface Distance {
  readonly acrossAccounts: boolean;
  readonly acrossRegions: boolean;
}

/**
 * How the stacks of two constructs lie to each other. Two that both leave their environment to the deployment are taken
 * for neighbours, as CDK does.
 *
 * @throws if it cannot be told, or if CDK cannot refer from one to the other
 */
export function distance(from: IConstruct, to: IConstruct): Distance {
  const [here, there] = [Stack.of(from), Stack.of(to)];
  if (Stage.of(from) !== Stage.of(to)) {
    throw new Error(`${from.node.path}: bucket ${to.node.path} is in another Stage (${Stage.of(to)?.node.path || 'the app'}), to which no template can refer. `
      + 'Fix: name it with ReplicationDestination.fromAttributes(), and let it in with ReplicationAccess in its own Stage.');
  }
  return {
    acrossAccounts: differs(from, 'account', here.account, there.account, to),
    acrossRegions: differs(from, 'region', here.region, there.region, to),
  };
}

function differs(from: IConstruct, what: string, here: string, there: string, to: IConstruct): boolean {
  const comparison = Token.compareStrings(here, there);
  if (comparison === TokenComparison.ONE_UNRESOLVED) {
    const [known, unknown] = Token.isUnresolved(here) ? [there, Stack.of(from)] : [here, Stack.of(to)];
    throw new Error(`${from.node.path}: it cannot be told whether bucket ${to.node.path} is in the same ${what}: one of them is in ${known}, `
      + `and stack ${unknown.node.path} does not say. Fix: give both stacks an env with account and region.`);
  }
  return comparison === TokenComparison.DIFFERENT;
}

/**
 * A value of another stack, as a template can name it without holding that stack back.
 *
 * Weak references: a strong one across Regions goes through a custom resource that holds 4,096 bytes, and no stack could
 * be deleted before those that replicate to it.
 */
export function seenFrom(consumer: IConstruct, value: string): string {
  const reference = Token.isUnresolved(value) ? Tokenization.reverse(value, { failConcat: false }) : undefined;
  if (!reference || !Reference.isReference(reference)) { return value; }
  return Stack.of(reference.target) === Stack.of(consumer) ? value : Stack.consumeReference(value, ReferenceStrength.WEAK);
}
