import { App, type Environment, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { ACCOUNT, REGION } from './concrete';
import { type Caller, certainly, Deployment } from './deployment';
import { policyOf } from './requests';
import { type ContextKeys, decide, type Policy, Principal } from '../../src/policy-evaluation';

/** A directory, table or vector bucket as it stands after deployment. */
export interface KindTarget {
  readonly arn: string;
  readonly account: string;
  readonly policy?: Policy;
  readonly properties: { readonly [property: string]: any };
}

export const HOME: Environment = { account: ACCOUNT, region: REGION };
export const OTHER_ACCOUNT = '444455556666';
export const STRANGER = Principal.role(`arn:aws:iam::${ACCOUNT}:role/stranger`);

/** An app that is deployed, with one bucket of a kind. */
export class KindDeployment extends Deployment {
  constructor(stack: Stack, private readonly service: 'S3Express' | 'S3Tables' | 'S3Vectors') {
    super(stack.node.root as App);
  }

  get bucket(): KindTarget {
    const [type, policyType, document] = {
      S3Express: ['DirectoryBucket', 'BucketPolicy', 'PolicyDocument'],
      S3Tables: ['TableBucket', 'TableBucketPolicy', 'ResourcePolicy'],
      S3Vectors: ['VectorBucket', 'VectorBucketPolicy', 'Policy'],
    }[this.service];
    const { arn, account, resource } = this.the(`AWS::${this.service}::${type}`);
    const policies = this.all(`AWS::${this.service}::${policyType}`);
    expect(policies.length).toBeLessThan(2);
    return { arn, account, properties: resource.Properties ?? {}, policy: policies[0] && policyOf(policies[0].resource.Properties![document]) };
  }

  /** Whether the service lets a request in. */
  allows(caller: Caller, action: string, resource: string, context: ContextKeys = {}): boolean {
    const { policy, account } = this.bucket;
    return certainly(decide({ principal: caller.principal, action, resource, context: { 'aws:SecureTransport': 'true', ...context } },
      { identity: caller.policies, resource: policy, resourceAccount: account, kind: 's3' }));
  }

  /** Whether the policy of the bucket denies a request, whoever makes it. */
  denies(action: string, resource: string, context: ContextKeys = {}): boolean {
    const answer = this.bucket.policy?.denies({ principal: STRANGER, action, resource, context: { 'aws:SecureTransport': 'true', ...context } });
    return answer !== undefined && certainly(answer);
  }

  /** Whether AWS KMS lets a key be used. */
  mayUse(caller: Caller, action: string, context: ContextKeys = {}, key = ''): boolean {
    const { arn, account, resource } = this.the('AWS::KMS::Key', key);
    return certainly(decide({ principal: caller.principal, action: `kms:${action}`, resource: arn, context },
      { identity: caller.policies, resource: policyOf(resource.Properties!.KeyPolicy), resourceAccount: account, kind: 'kms' }));
  }
}

/** A role of the app, by its name. */
export function roleIn(stack: Stack, roleName = 'grantee'): iam.Role {
  return new iam.Role(stack, roleName, { roleName, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
}

/** A stack of another account, in the app of a stack. */
export function stackElsewhere(stack: Stack): Stack {
  return new Stack(stack.node.root as App, 'Elsewhere', { env: { account: OTHER_ACCOUNT, region: REGION } });
}
