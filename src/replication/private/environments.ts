import { type aws_s3 as s3, ReferenceStrength, Stack, Stage, Token, TokenComparison } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { pathOf } from './traits';
import { referredConstruct, refusal } from '../../cdk';

/**
 * Whether two buckets belong to different accounts. Two stacks that both leave their environment to the deployment are
 * taken for neighbours, as CDK does.
 *
 * @throws if it cannot be determined, or if CDK cannot refer from one to the other
 */
export function areAcrossAccounts(scope: IConstruct, from: s3.CfnBucket, to: s3.CfnBucket): boolean {
  if (Stage.of(from) !== Stage.of(to)) {
    throw refusal(scope,
      `bucket ${pathOf(to)} is in another Stage (${Stage.of(to)?.node.path || 'the app'}) than bucket ${pathOf(from)}, `
      + 'and templates of different Stages cannot refer to each other',
      'specify it with ReplicationDestination.fromAttributes(), and allow the role with ReplicationAccess in the Stage of the destination');
  }
  const acrossAccounts = differ(scope, 'account', from, to);
  differ(scope, 'region', from, to);
  if (acrossAccounts && Token.isUnresolved(Stack.of(from).region)) {
    throw refusal(scope, `buckets ${pathOf(from)} and ${pathOf(to)} are in different accounts, but the Region of their stacks is unknown`,
      'set account and region in env of both stacks');
  }
  return acrossAccounts;
}

function differ(scope: IConstruct, what: 'account' | 'region', from: s3.CfnBucket, to: s3.CfnBucket): boolean {
  const [here, there] = [Stack.of(from), Stack.of(to)];
  const comparison = Token.compareStrings(here[what], there[what]);
  if (comparison === TokenComparison.ONE_UNRESOLVED) {
    const [known, unknown] = Token.isUnresolved(here[what]) ? [there, here] : [here, there];
    throw refusal(scope,
      `it cannot be determined whether buckets ${pathOf(from)} and ${pathOf(to)} have the same ${what}: `
      + `stack ${known.node.path} is in ${known[what]}, and the ${what} of stack ${unknown.node.path} is unknown`,
      'set account and region in env of both stacks');
  }
  return comparison === TokenComparison.DIFFERENT;
}

// docs/decisions/0014
/**
 * A value of another stack, as a template can name it without holding that stack back.
 *
 * Weak references: a strong one across Regions goes through a custom resource that holds 4,096 bytes, and no stack could
 * be deleted before those that replicate to it.
 */
export function seenFrom(consumer: IConstruct, value: string): string {
  const target = referredConstruct(value);
  return target === undefined || Stack.of(target) === Stack.of(consumer) ? value : Stack.consumeReference(value, ReferenceStrength.WEAK);
}
