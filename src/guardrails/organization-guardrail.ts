import { aws_organizations as organizations, Names, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { limitPolicy, refusal, valueRefusal } from '../cdk';
import { TlsVersion } from '../encryption';
import { assertShape } from '../shapes';
import { resourceControlPolicy } from './private/resource-control-policy';
import { RESOURCE_CONTROL_POLICY_LIMIT } from './private/resource-control-policy-limit';
import { ORGANIZATION_GUARDRAIL_PROPS } from './shapes';

/**
 * A tag that buckets can have.
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
   * The IDs of the roots, organizational units (OUs) and accounts to attach the policy to.
   *
   * Test the policy with one account or OU first. You can attach at most five resource control policies to each root, OU or account,
   * including `RCPFullAWSAccess`.
   *
   * @default - the policy is created, but not attached
   */
  readonly targetIds?: string[];

  /**
   * The name of the policy.
   *
   * @default - a name derived from the path of the construct
   */
  readonly policyName?: string;

  /**
   * The description of the policy, up to 512 characters.
   *
   * @default - "Encryption of S3 data in transit and at rest"
   */
  readonly description?: string;

  /**
   * Whether to deny requests over plain HTTP.
   *
   * @default true
   */
  readonly requireSecureTransport?: boolean;

  /**
   * The minimum TLS version of requests. AWS services are exempt, because S3 does not show the version that they use.
   *
   * PrivateLink interface endpoints and Multi-Region Access Points may not offer TLS 1.3.
   *
   * @default - TlsVersion.V1_2, or no minimum version if `requireSecureTransport` is false
   */
  readonly minimumTlsVersion?: TlsVersion;

  /**
   * Whether to deny requests that are signed with Signature Version 2.
   *
   * @default true
   */
  readonly denySignatureVersion2?: boolean;

  /**
   * Whether to deny uploads and replicas with server-side encryption with customer-provided keys (SSE-C).
   *
   * @default true
   */
  readonly denySseC?: boolean;

  /**
   * Whether to deny uploads that S3 would not encrypt with a KMS key, based on the request or the default encryption of the bucket.
   *
   * AWS services are exempt, because most log deliveries need a bucket with SSE-S3. Other principals that write to such buckets are not
   * exempt: add the buckets to `exemptBucketNames`. Replicas are not affected. The policy compares the key that S3 uses for the object
   * (`s3:x-amz-server-side-encryption-aws-kms-key-id`), and not the request header.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
   * @default false
   */
  readonly requireKms?: boolean;

  /**
   * The ARNs of the KMS keys that uploads can use, or ARN patterns, for example `arn:aws:kms:*:111122223333:key/*`.
   *
   * Uploads with SSE-S3 are not affected: set `requireKms` to deny them too. Aliases are not accepted, because S3 compares the ARN
   * of the key.
   *
   * @default - all keys
   */
  readonly allowedKeyArns?: string[];

  /**
   * The ARNs of the roles and users that can change the default encryption of buckets, or ARN patterns, for example
   * `arn:aws:iam::*:role/cdk-*-cfn-exec-role-*`. All other principals are denied.
   *
   * Include the roles with which CloudFormation deploys buckets.
   *
   * @default - all principals with the required permissions
   */
  readonly encryptionAdministratorArns?: string[];

  /**
   * The ARNs of roles and users that are exempt from all statements, or ARN patterns.
   *
   * @default - no exempt principals
   */
  readonly exemptPrincipalArns?: string[];

  /**
   * The names of buckets that are exempt from all statements, or name patterns, for example `access-logs-*`.
   *
   * @default - no exempt buckets
   */
  readonly exemptBucketNames?: string[];

  /**
   * The tag of buckets that are exempt from all statements.
   *
   * Tags of a general purpose bucket count only if attribute-based access control (ABAC) is enabled for the bucket. Principals that can
   * tag buckets can exempt them: restrict `s3:TagResource`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging.html
   * @default - no exempt tag
   */
  readonly exemptBucketTag?: BucketTag;
}

// docs/decisions/0100
/**
 * A resource control policy (RCP) for the encryption of S3 data in the accounts of an organization.
 *
 * It applies to all general purpose buckets of these accounts, including those created outside this app, and to requests by all
 * principals, including those outside the organization. It doesn't apply to buckets of the management account or to requests by
 * service-linked roles. It grants no permissions.
 *
 * Deploy it in the management account, or in an account that is a delegated administrator for AWS Organizations. The policy type must be
 * enabled in the organization. To deploy the policy in another way, use `policyText`.
 *
 * Throws an error if the policy would have no statement, if an ID or ARN has an invalid format, or if the policy has more than 5,120
 * characters.
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
   * @param props The requirements of the policy, and the exemptions from it
   */
  constructor(scope: Construct, id: string, props: OrganizationGuardrailProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ORGANIZATION_GUARDRAIL_PROPS);
    const { requireSecureTransport = true } = props;
    for (const list of ['allowedKeyArns', 'encryptionAdministratorArns'] as const) {
      if (props[list]?.length === 0) { throw valueRefusal(this, list, [], `pass at least one ARN, or omit ${list}`, 'the policy would deny all principals'); }
    }
    if (props.minimumTlsVersion !== undefined && !requireSecureTransport) {
      throw refusal(this, 'minimumTlsVersion cannot be set while requireSecureTransport is false: a request over plain HTTP has no TLS version, and is allowed',
        'omit requireSecureTransport');
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
      throw refusal(this, 'the policy has no statement', 'set at least one of requireSecureTransport, minimumTlsVersion, denySignatureVersion2, denySseC, '
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
