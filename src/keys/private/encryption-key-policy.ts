import { Annotations, Aws, aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { denyOtherGrants } from './deny-other-grants';
import { refusal } from '../../cdk';
import { EncryptionContext, KmsActions } from '../../encryption';
import { viaService } from '../../encryption/internal';
import { administratorArns } from '../administrators';
import { deployingRoleArn } from '../deploying-role';

// docs/decisions/0004, docs/decisions/0020
/** What the policy of a key can be confined to. */
interface KeyPolicyChoices {
  readonly administrators?: iam.IPrincipal[];
  readonly encryptionContexts?: EncryptionContext[];
  readonly requiredEncryptionContext?: { readonly [name: string]: string };
  readonly grantsForAwsResourcesOnly?: boolean;
}

/**
 * The policy of a key that is used through S3 only, as statements.
 *
 * It never refers to a bucket: the bucket refers to the key already, and CloudFormation rejects a circle.
 */
export function encryptionKeyPolicy(key: IConstruct, choices: KeyPolicyChoices): iam.PolicyStatement[] {
  return [
    // AWS Config, Security Hub and audits look at keys without administering them.
    ...(choices.administrators ? [allowAccount('AllowAccountToInspectKey', KmsActions.INSPECT)] : []),
    allowAccount('AllowAccountToAdministerKey', KmsActions.ADMINISTER, choices.administrators && administeredBy(key, choices.administrators)),
    allowAccount('AllowUseThroughS3', KmsActions.USE, throughS3(Stack.of(key), choices)),
    ...(choices.grantsForAwsResourcesOnly ? [denyOtherGrants()] : []),
  ];
}

/** The root stands for "whom IAM allows". With `*` a role without any right in IAM could decrypt. */
function allowAccount(sid: string, actions: string[], conditions?: { [operator: string]: unknown }): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, principals: [new iam.AccountRootPrincipal()], actions, resources: ['*'], conditions });
}

function throughS3(stack: Stack, { encryptionContexts, requiredEncryptionContext = {} }: KeyPolicyChoices): { [operator: string]: unknown } {
  const required = Object.entries(requiredEncryptionContext);
  const admitted = admittedArns(encryptionContexts, required.length > 0);
  return {
    StringEquals: {
      'kms:ViaService': viaService('s3', stack.region),
      'kms:CallerAccount': stack.account,
      ...Object.fromEntries(required.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
    },
    ...(admitted && { StringLike: { [EncryptionContext.CONDITION_KEY]: admitted } }),
  };
}

/**
 * The ARNs that S3 may name as encryption context; any where undefined.
 *
 * Requests that find an S3 Bucket Key at hand do not reach AWS KMS, so that nobody checks their context. Where context
 * is demanded only objects' ARNs are admitted, which keeps S3 Bucket Keys out.
 */
function admittedArns(contexts: EncryptionContext[] | undefined, objectsOnly: boolean): string[] | undefined {
  if (!objectsOnly) { return contexts?.flatMap(({ bucketArn, objectArnPattern }) => [bucketArn, objectArnPattern]); }
  return contexts?.map(({ objectArnPattern }) => objectArnPattern) ?? [`arn:${Aws.PARTITION}:s3:::*/*`];
}

/**
 * The administrators, who CloudFormation acts as, and the root user: AWS KMS takes no policy that its author could not
 * change again, and a key whose administrators are all gone would be lost.
 */
function administeredBy(key: IConstruct, administrators: iam.IPrincipal[]): { [operator: string]: unknown } {
  const { account } = Stack.of(key);
  const arns = administratorArns(key, 'administrators', administrators);
  for (const arn of arns) { assertSameAccount(key, arn, account); }
  const deploying = deployingRoleArn(key);
  if (deploying === undefined && arns.length === 0) {
    throw refusal(key,
      'administrators cannot be []: only the root user could administer the key, because the stack\'s synthesizer '
      + `(${Stack.of(key).synthesizer.constructor.name}) defines no CloudFormation execution role`,
      'name the roles that deploy the stack, or use a DefaultStackSynthesizer');
  }
  if (deploying === undefined) {
    Annotations.of(key).addWarningV2('cdk-s3-encryption:deployingRoleNotKnown',
      'The stack\'s synthesizer defines no CloudFormation execution role, so deployments use the caller\'s credentials. '
      + 'Fix: add the callers to the administrators of the key; otherwise, CloudFormation can neither create nor change it.');
  }
  return {
    ArnLike: { 'aws:PrincipalArn': [`arn:${Aws.PARTITION}:iam::${account}:root`, ...(deploying === undefined ? [] : [deploying]), ...arns] },
  };
}

function assertSameAccount(key: IConstruct, arn: string, account: string): void {
  const [, , , , owner] = arn.split(':');
  if (owner === undefined || Token.isUnresolved(owner) || Token.isUnresolved(account) || owner === account) { return; }
  throw refusal(key, `administrators cannot include ${arn}: AWS KMS allows only principals of account ${account} to administer its keys`,
    `name a role of ${account} that the others can assume`);
}
