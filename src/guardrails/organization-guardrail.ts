import { aws_organizations as organizations, Names, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { limitPolicy, refusal, valueRefusal } from '../cdk';
import { TlsVersion } from '../encryption';
import { assertShape } from '../shapes';
import { resourceControlPolicy } from './private/resource-control-policy';
import { RESOURCE_CONTROL_POLICY_LIMIT } from './private/resource-control-policy-limit';
import { ORGANIZATION_GUARDRAIL_PROPS } from './shapes';

/**
 * A tag of buckets.
 */
export interface BucketTag {
  /**
   * The key of the tag.
   */
  readonly key: string;

  /**
   * The value of the tag.
   */
  readonly value: string;
}

/**
 * Properties of an `OrganizationGuardrail`.
 */
export interface OrganizationGuardrailProps {
  /**
   * IDs of the roots, organizational units (OUs) and accounts that the policy is attached to.
   *
   * Try it with one test account or OU first. AWS Organizations attaches at most five resource control policies to each, and one
   * of them is `RCPFullAWSAccess`.
   *
   * @default - the policy is created, and attached to nothing
   */
  readonly targetIds?: string[];

  /**
   * The name of the policy.
   *
   * @default - a name made from the place of the construct in the app
   */
  readonly policyName?: string;

  /**
   * What the policy is for: up to 512 characters.
   *
   * @default - "Encryption of S3 data in transit and at rest"
   */
  readonly description?: string;

  /**
   * Denies requests over plain HTTP.
   *
   * @default true
   */
  readonly requireSecureTransport?: boolean;

  /**
   * The oldest TLS version that requests can use. AWS services are exempt, because S3 does not show the version that they use.
   *
   * PrivateLink interface endpoints and Multi-Region Access Points may not offer TLS 1.3.
   *
   * @default - TlsVersion.V1_2, and none if `requireSecureTransport` is false
   */
  readonly minimumTlsVersion?: TlsVersion;

  /**
   * Denies requests that are signed with Signature Version 2.
   *
   * @default true
   */
  readonly denySignatureVersion2?: boolean;

  /**
   * Denies uploads and replicas with server-side encryption with customer-provided keys (SSE-C).
   *
   * @default true
   */
  readonly denySseC?: boolean;

  /**
   * Denies uploads that S3 would not encrypt with a KMS key, whether the request or the default encryption of the bucket says so.
   *
   * AWS services are exempt: most log deliveries need a bucket with SSE-S3. Others that write to such buckets are not: name the
   * buckets in `exemptBuckets`. Replicas are not affected. Compares the key that S3 uses for the object
   * (`s3:x-amz-server-side-encryption-aws-kms-key-id`), and not the header of the request.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
   * @default false
   */
  readonly requireKms?: boolean;

  /**
   * ARNs of the KMS keys that uploads can use, or patterns of such, for example `arn:aws:kms:*:111122223333:key/*`.
   *
   * Uploads with SSE-S3 are not affected: set `requireKms` to deny them too. An alias is not accepted, because S3 compares the ARN
   * of the key.
   *
   * @default - all keys
   */
  readonly allowedKeyArns?: string[];

  /**
   * ARNs of the roles and users who can change the default encryption of buckets, or patterns of such, for example
   * `arn:aws:iam::*:role/cdk-*-cfn-exec-role-*`. Everybody else is denied.
   *
   * Name the roles with which CloudFormation deploys buckets.
   *
   * @default - everybody with permissions can
   */
  readonly encryptionAdministratorArns?: string[];

  /**
   * ARNs of roles and users to which no statement applies, or patterns of such.
   *
   * @default - none
   */
  readonly exemptPrincipalArns?: string[];

  /**
   * Names of buckets to which no statement applies, or patterns of such, for example `access-logs-*`.
   *
   * @default - none
   */
  readonly exemptBucketNames?: string[];

  /**
   * The tag of buckets to which no statement applies.
   *
   * Tags of a general purpose bucket count only if attribute-based access control (ABAC) is enabled for the bucket. Who can tag
   * buckets can exempt them: restrict `s3:TagResource`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging.html
   * @default - none
   */
  readonly exemptBucketTag?: BucketTag;
}

// docs/decisions/0100
/**
 * A resource control policy (RCP) for the encryption of S3 data in the accounts of an organization.
 *
 * It applies to every general purpose bucket of these accounts, whoever created it, and to requests by everybody, also from outside
 * the organization. It does not apply to buckets of the management account, nor to requests by service-linked roles. It grants
 * nothing.
 *
 * Deploy it in the management account, or in an account that is a delegated administrator for AWS Organizations, after the policy
 * type is enabled there. To deploy it otherwise, take `policyText`.
 *
 * Throws an error if nothing is demanded, if IDs or ARNs have another form, or if the policy has more than 5,120 characters.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 *
 * @example
 * new OrganizationGuardrail(this, 'Guardrail', {
 *   targetIds: ['ou-ab12-testtest'],
 *   encryptionAdministratorArns: ['arn:aws:iam::*:role/cdk-*-cfn-exec-role-*'],
 * });
 */
export class OrganizationGuardrail extends Construct {
  /**
   * The text of the policy, as JSON without white space.
   */
  public readonly policyText: string;

  /**
   * The ID of the policy.
   */
  public readonly policyId: string;

  /**
   * @param scope The stack, or a construct in it
   * @param id The ID of the construct, unique in its scope
   * @param props What the policy demands, and what is exempt
   */
  constructor(scope: Construct, id: string, props: OrganizationGuardrailProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ORGANIZATION_GUARDRAIL_PROPS);
    const { requireSecureTransport = true } = props;
    for (const list of ['allowedKeyArns', 'encryptionAdministratorArns'] as const) {
      if (props[list]?.length === 0) { throw valueRefusal(this, list, [], 'pass at least one ARN, or leave it out', 'nobody could do what the policy is about'); }
    }
    if (props.minimumTlsVersion !== undefined && !requireSecureTransport) {
      throw refusal(this, 'minimumTlsVersion cannot be set while requireSecureTransport is false: a request over plain HTTP has no TLS version, and is allowed',
        'leave out requireSecureTransport');
    }
    const document = resourceControlPolicy({
      ...props,
      partition: Stack.of(this).partition,
      requireSecureTransport,
      minimumTlsVersion: props.minimumTlsVersion ?? (requireSecureTransport ? TlsVersion.V1_2 : undefined),
      denySignatureVersion2: props.denySignatureVersion2 ?? true,
      denySseC: props.denySseC ?? true,
    });
    if (document.Statement.length === 0) {
      throw refusal(this, 'the policy demands nothing', 'set at least one of requireSecureTransport, minimumTlsVersion, denySignatureVersion2, denySseC, '
        + 'requireKms, allowedKeyArns and encryptionAdministratorArns');
    }
    const policy = new organizations.CfnPolicy(this, 'Resource', {
      type: 'RESOURCE_CONTROL_POLICY',
      name: props.policyName ?? Names.uniqueResourceName(this, { maxLength: 128, allowedSpecialCharacters: '-' }),
      description: props.description ?? 'Encryption of S3 data in transit and at rest',
      content: document,
      targetIds: props.targetIds,
    });
    limitPolicy(policy, RESOURCE_CONTROL_POLICY_LIMIT, () => document);
    const text = JSON.stringify(document);
    this.policyText = Token.isUnresolved(text) ? Stack.of(this).toJsonString(document) : text;
    this.policyId = policy.attrId;
  }
}
