import { Stack, Token } from 'aws-cdk-lib';
import { refusal, resourceIn, valueRefusal } from '../../cdk';
import { isAccountId } from '../../encryption/internal';
import { isPattern } from '../../policy';
import type { LogSourceOptions } from '../log-source-options';
import type { LogTarget } from '../log-writes';

/** Where a source is: its account, Region and partition. */
export interface SourceEnvironment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** A source is where its options say, else where its construct stands, else where the bucket stands. */
export function sourceEnvironment(target: LogTarget, { account, region, producer }: LogSourceOptions): SourceEnvironment {
  const own = producer ? Stack.of(producer) : target.stack;
  assertRegion(target, region);
  return { account: account === undefined ? own.account : ownerOf(target, account), region: region ?? own.region, partition: target.stack.partition };
}

/**
 * The account whose logs they are.
 *
 * @throws if it is no account: in a policy a pattern would stand for others, too
 */
function ownerOf({ stack, path }: LogTarget, account: string = stack.account): string {
  if (Token.isUnresolved(account) || isAccountId(account)) { return account; }
  throw valueRefusal(path, 'account', account, 'pass the ID of one account, and call acceptLogsFrom() once for each account',
    'an account ID has 12 digits');
}

/** @throws if the Region would be read as a pattern or a policy variable */
function assertRegion({ path }: LogTarget, region: string | undefined): void {
  if (region === undefined || Token.isUnresolved(region) || /^[a-z0-9]+(-[a-z0-9]+)+$/.test(region)) { return; }
  throw valueRefusal(path, 'region', region, 'pass the code of one Region, such as eu-west-1');
}

/**
 * @throws if the name of a source would be read as a pattern or a policy variable, and so stand for other sources, too
 */
export function assertNames({ path }: LogTarget, option: string, names: readonly string[]): void {
  for (const name of names) {
    if (name !== '' && !isPattern(name)) { continue; }
    throw refusal(path, `${option} cannot ${names.length > 1 ? 'include' : 'be'} ${JSON.stringify(name)}: *, ? and \${ have a special meaning in policies`,
      `pass the exact name, or leave ${option} out to allow all in the account`);
  }
}

/** @throws if the id of an organization would be read as a pattern or a policy variable */
export function assertOrganizationId({ path }: LogTarget, organizationId: string | undefined): void {
  if (organizationId === undefined || Token.isUnresolved(organizationId) || /^o-[a-z0-9]+$/.test(organizationId)) { return; }
  throw valueRefusal(path, 'organizationId', organizationId, 'pass the ID of one organization, such as o-exampleorgid');
}

/**
 * Refuses names that refer to a resource which has to wait for the bucket policy: the policy would need the resource,
 * and the resource the policy.
 */
export function assertNoCircle({ path }: LogTarget, option: string, names: readonly string[] = []): void {
  for (const name of names) {
    const resource = resourceIn(name);
    if (!resource) { continue; }
    throw refusal(path, `${option} cannot refer to ${resource.node.path}, which depends on the bucket policy: the reference creates a circular dependency`,
      `use the same literal name for the resource and for ${option}, or leave ${option} out`);
  }
}

