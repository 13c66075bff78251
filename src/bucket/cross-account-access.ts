import { Arn, ArnFormat, aws_iam as iam, Token } from 'aws-cdk-lib';
import { limitRolePolicies, refusal, valueRefusal } from '../cdk';
import { KmsActions } from '../encryption';
import { isBucketArn } from '../encryption/internal';
import { assertPoliciesCanChange } from '../keys/internal';
import { readRights, type Right, throughS3, writeRights } from '../policy';
import { assertShape } from '../shapes';
import { CROSS_ACCOUNT_ACCESS_PROPS } from './private/shapes';

/**
 * Properties of a `CrossAccountAccess`.
 */
export interface CrossAccountAccessProps {
  /** The ARN of the bucket. */
  readonly bucketArn: string;

  /**
   * The full ARN of the customer managed key that the bucket encrypts with.
   *
   * A key ID or an alias isn't sufficient: AWS KMS resolves them in the account of the requester.
   *
   * @default - no key; the bucket encrypts with SSE-S3
   */
  readonly keyArn?: string;

  /**
   * The Region of the bucket.
   *
   * @default - the Region of the key
   */
  readonly region?: string;

  /**
   * The pattern of the object keys, as in policies.
   *
   * @default '*' all objects
   */
  readonly objectKeyPattern?: string;

  /**
   * The full ARNs of the customer managed keys that the bucket accepts, in addition to the key that it encrypts with
   * (`UploadEncryption.bucketDefault({ acceptedKeys })`).
   *
   * @default - no additional keys
   */
  readonly acceptedKeyArns?: string[];
}

/**
 * The permissions that an account must grant to its own roles so that they can use a bucket of another account.
 *
 * The bucket policy and the key policy allow only the account. The IAM policies in that account determine which of its roles have access.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example4.html
 * @example
 * const access = CrossAccountAccess.read({
 *   bucketArn: 'arn:aws:s3:::the-bucket',
 *   keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
 * });
 * access.grantTo(role);
 */
export class CrossAccountAccess {
  /**
   * Returns the permissions to list and read objects.
   *
   * @param props The bucket, and the key that it encrypts with
   * @returns the permissions
   * @throws if the bucket or a key isn't specified by its full ARN
   */
  public static read(props: CrossAccountAccessProps): CrossAccountAccess {
    return new CrossAccountAccess(props, readRights, KmsActions.READ);
  }

  /**
   * Returns the permissions to write objects, including multipart uploads, but not to delete them.
   *
   * @param props The bucket, and the key that it encrypts with
   * @returns the permissions
   * @throws if the bucket or a key isn't specified by its full ARN
   */
  public static write(props: CrossAccountAccessProps): CrossAccountAccess {
    return new CrossAccountAccess(props, writeRights, KmsActions.WRITE);
  }

  private constructor(
    private readonly props: CrossAccountAccessProps,
    private readonly rights: (bucketArn: string, objectKeyPattern: string) => Right[],
    private readonly kmsActions: string[],
  ) {
    assertShape('CrossAccountAccess', props, CROSS_ACCOUNT_ACCESS_PROPS);
    const { bucketArn, keyArn } = props;
    // A wildcard would mean other buckets and keys too. Parts of an ARN may be tokens.
    if (/[*?]/.test(bucketArn) || (!Token.isUnresolved(bucketArn) && !isBucketArn(bucketArn))) {
      throw valueRefusal('CrossAccountAccess', 'bucketArn', bucketArn,
        'pass the ARN of one bucket, of the form arn:aws:s3:::BUCKET');
    }
    if (keyArn !== undefined) { assertKeyArn('keyArn', keyArn); }
    for (const accepted of props.acceptedKeyArns ?? []) { assertKeyArn('acceptedKeyArns', accepted); }
    if (keyArn === undefined && (props.acceptedKeyArns ?? []).length > 0) {
      throw refusal('CrossAccountAccess', `acceptedKeyArns cannot be ${JSON.stringify(props.acceptedKeyArns)} without keyArn`,
        'pass the ARN of the key that the bucket encrypts with as keyArn');
    }
  }

  /**
   * Returns the identity policy that roles of the other account need.
   *
   * It allows S3 actions on this bucket, and use of its keys only through S3 and only for these objects.
   *
   * @returns the policy document
   */
  public requiredIdentityPolicy(): iam.PolicyDocument {
    return new iam.PolicyDocument({ statements: this.statements() });
  }

  /**
   * Adds the statements of the identity policy to a role or user of this app.
   *
   * @param grantee The role or user
   * @returns the grant, with all statements that were added
   * @throws if the policies of the grantee can't be changed from this app
   */
  public grantTo(grantee: iam.IGrantable): iam.Grant {
    assertPoliciesCanChange('CrossAccountAccess', grantee);
    limitRolePolicies(grantee);
    return this.permissions().map((permission) => {
      const grant = iam.Grant.addToPrincipal({ grantee, ...permission });
      if (!grant.success) {
        throw refusal('CrossAccountAccess', `the policy of ${grantee.grantPrincipal.toString()} cannot be changed from this app`,
          'pass a role or user of the app, or attach requiredIdentityPolicy() where the role is created');
      }
      return grant;
    }).reduce((all, grant) => all.combine(grant));
  }

  private statements(): iam.PolicyStatement[] {
    return this.permissions().map(({ actions, resourceArns: resources, conditions }) => new iam.PolicyStatement({ actions, resources, conditions }));
  }

  /** Without Sids: several calls may write to one policy, and IAM rejects a policy in which a Sid repeats. */
  private permissions(): Permission[] {
    const { bucketArn, keyArn, objectKeyPattern = '*', acceptedKeyArns = [] } = this.props;
    const onBucket = this.rights(bucketArn, objectKeyPattern)
      .map(({ actions, resources, conditions }): Permission => ({ actions, resourceArns: resources, conditions }));
    if (keyArn === undefined) { return onBucket; }
    const region = this.props.region ?? Arn.split(keyArn, ArnFormat.SLASH_RESOURCE_NAME).region!;
    const conditions = throughS3(bucketArn, region, objectKeyPattern);
    return [...onBucket, { actions: this.kmsActions, resourceArns: [keyArn, ...acceptedKeyArns], conditions }];
  }
}

function assertKeyArn(prop: string, keyArn: string): void {
  if (!/[*?]/.test(keyArn) && (Token.isUnresolved(keyArn) || /^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/.test(keyArn))) { return; }
  throw valueRefusal('CrossAccountAccess', prop, keyArn, 'pass the full ARN of the key, of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID');
}

/** What one statement of the identity policy allows, in the form that `iam.Grant` takes. */
type Permission = Pick<iam.GrantOnPrincipalOptions, 'actions' | 'resourceArns' | 'conditions'>;
