import { aws_iam as iam, Names, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ReplicationSource } from './source';
import { choiceRefusal, refusal, valueRefusal } from '../../cdk';
import { bucketArnOf } from '../../encryption/internal';
import { iamDescription } from '../../policy';
import { ReplicationRoleTrust } from '../replication-role-trust';

/** Room for a dash and the longest name of a Region; for a dash and a hash. */
const LENGTH = { role: 64, region: 17, hash: 9 };

/** The role that S3 assumes to replicate a bucket; its name is known before it exists. */
export function replicationRole(scope: Construct, source: ReplicationSource, roleName: string, trust: ReplicationRoleTrust): iam.Role {
  return new iam.Role(scope, 'Role', {
    roleName,
    description: iamDescription(`Allows S3 to replicate the objects of ${source.path}`),
    assumedBy: new iam.ServicePrincipal('s3.amazonaws.com', { conditions: conditionsOf(scope, source, trust) }),
  });
}

/**
 * The name that is given to a role, or one of its own.
 *
 * @throws if IAM refuses the name: other policies name it first, and would take a wildcard for a pattern
 */
export function roleNameOf(scope: Construct, given: string | undefined): string {
  if (given === undefined || Token.isUnresolved(given) || /^[\w+=,.@-]{1,64}$/.test(given)) { return given ?? uniqueRoleName(scope); }
  throw valueRefusal(scope, 'roleName', given, `use 1 to ${LENGTH.role} letters, digits and the characters +=,.@_-`);
}

/**
 * A name of its own for each replication of an account: from the place in the app, and from the Region, because roles
 * are not kept by Region and one stack may be deployed to several.
 *
 * @param hash What else tells it from others
 */
export function uniqueRoleName(scope: Construct, hash?: string): string {
  const suffix = hash === undefined ? '' : `-${hash}`;
  const name = Names.uniqueResourceName(scope, { maxLength: LENGTH.role - LENGTH.region - (hash === undefined ? 0 : LENGTH.hash), separator: '-' });
  return `${name}${suffix}-${Stack.of(scope).region}`;
}

function conditionsOf(scope: Construct, source: ReplicationSource, trust: ReplicationRoleTrust): { [operator: string]: object } | undefined {
  const { resource, stack, path } = source;
  const account = { 'aws:SourceAccount': stack.account };
  switch (trust) {
    case ReplicationRoleTrust.ANY_SOURCE: return undefined;
    case ReplicationRoleTrust.SOURCE_ACCOUNT: return { StringEquals: account };
    case ReplicationRoleTrust.SOURCE_BUCKET: {
      const { bucketName } = resource;
      if (bucketName === undefined || Token.isUnresolved(bucketName)) {
        throw refusal(scope,
          `trust is SOURCE_BUCKET, but bucket ${path} has no literal bucketName, `
          + 'and a reference from the role to the bucket creates a circular dependency',
          'set bucketName of the bucket, or set trust to SOURCE_ACCOUNT');
      }
      return { StringEquals: account, ArnEquals: { 'aws:SourceArn': bucketArnOf(stack.partition, bucketName) } };
    }
    default: throw choiceRefusal(scope, 'trust', trust, ReplicationRoleTrust);
  }
}
