import type { LogResource, SdkCall } from './log-resource';
import type { NamedEncryption } from './named-encryption';

/** The encryptions of the objects that a service can deliver. */
export enum LogEncryption {
  /** SSE-S3 and nothing else. */
  SSE_S3 = 'SSE-S3',
  /** SSE-S3, or SSE-KMS with a customer managed key whose policy allows the service. */
  SSE_S3_OR_CUSTOMER_MANAGED_KEY = 'SSE-S3 or SSE-KMS with a customer managed key',
  /** SSE-KMS with a customer managed key, which the service names in each request. */
  CUSTOMER_MANAGED_KEY = 'SSE-KMS with a customer managed key',
}

/** Which policy allows a service to write. */
export enum LogPermission {
  /** The bucket policy, which the owner of the bucket has to write. */
  BUCKET_POLICY = 'bucket policy',
  /** The bucket policy; AWS adds what is missing when the logs are turned on, unless the bucket is another account's. */
  BUCKET_POLICY_BY_AWS = 'bucket policy, which AWS completes',
  /** The bucket policy, or the policies of the role that the service is given. */
  BUCKET_POLICY_OR_ROLE = 'bucket policy or role',
  /** The bucket policy, or the bucket's ACL for the log delivery group. */
  BUCKET_POLICY_OR_ACL = 'bucket policy or ACL',
  /** The bucket's ACL, to which the service adds itself where ACLs are enabled. */
  ACL = 'ACL',
  /** The policies of the role that the service is given. */
  ROLE = 'role',
}

/** What in a bucket policy stops the service from writing logs of another account into the folder of an account. */
export enum LogConfinement {
  /** The folder of the account in the Resource: the service takes no prefix that would lead into it. */
  ACCOUNT_FOLDER = 'account folder',
  /** Only a condition on the source: the other account chooses the prefix. */
  SOURCE_CONDITION = 'source condition',
}

/** What of Object Lock stops a service from writing. */
export enum ObjectLockObstacle {
  NONE = 'none',
  DEFAULT_RETENTION = 'default retention',
  ANY = 'Object Lock',
}

/** A condition key that says on whose behalf a service calls. */
export type SourceConditionKey = 'aws:SourceAccount' | 'aws:SourceArn';

/** A page of AWS's documentation, and the day on which it was read. */
export interface DocumentedAt {
  readonly url: string;
  readonly read: string;
}

// docs/decisions/0052
/**
 * A service that delivers logs or reports to buckets, as AWS documents it: data, from which constructs write statements
 * and rules ask requests.
 *
 * In patterns, `<prefix>`, `<account>`, `<region>`, `<partition>` and `<dns-suffix>` stand for what the delivery has; `<name>`
 * for the name of the source, `<source>` for its ARN, `<any>` for whatever follows.
 */
export interface LogService {
  /** What is delivered, as in "cannot deliver ...". */
  readonly title: string;
  /** What the Sids of its statements are made of. */
  readonly id: string;
  readonly documentedAt: DocumentedAt;

  /** The service principal that calls S3 and KMS. */
  readonly principal: string;
  /** The service principal in opt-in Regions, where it is another one there. */
  readonly principalInOptInRegions?: string;
  /** The service principal on AWS Outposts, whose objects have the ACL bucket-owner-full-control. */
  readonly principalOnOutposts?: string;
  /** The AWS accounts that a policy can name in place of the service principal, by Region. */
  readonly legacyAccounts?: ReadonlyMap<string, string>;
  /** Who writes, where it is not the service principal. */
  readonly writer?: string;
  readonly permission: LogPermission;

  readonly encryption: LogEncryption;
  /** Why it cannot write to SSE-KMS, where it is not that it delivers to SSE-S3 only. */
  readonly kmsRefused?: string;
  /** Why it cannot write to DSSE-KMS, where it is more than that AWS does not name it. */
  readonly dsseRefused?: string;
  /** Whether its own configuration can name a KMS key, which counts before the default encryption of the bucket. */
  readonly configuresKey?: boolean;
  /** What its requests name where its configuration names no key; nothing where AWS does not say. */
  readonly withoutKey?: NamedEncryption;
  /** Whether AWS does not say that it uses the default encryption of the bucket where its configuration names no key. */
  readonly mayIgnoreDefault?: boolean;
  /** Whether AWS documents that its requests have no encryption headers. */
  readonly namesNoEncryption?: boolean;

  /** What it calls on the bucket itself before it writes, and cannot do without. */
  readonly bucketActions: readonly string[];
  /** What the bucket policy in AWS's documentation allows on the bucket besides. */
  readonly optionalBucketActions?: readonly string[];
  /** What the key policy in AWS's documentation allows; `kms:Decrypt` is added where the bucket has an S3 Bucket Key. */
  readonly keyPolicyActions: readonly string[];
  /** What it calls on a customer managed key; `kms:Decrypt` only where the bucket has an S3 Bucket Key. */
  readonly keyActions: readonly string[];
  /** Names that it adds to the encryption context of S3, and patterns of their values. */
  readonly encryptionContext?: { readonly [name: string]: string };
  /** Whether its objects have the ACL bucket-owner-full-control; nothing where AWS does not say. */
  readonly ownerFullControl?: boolean;

  /** What the service puts behind the prefix, up to where it tells whose logs they are; empty where nothing does. */
  readonly folder: string;
  /** The key of an object. */
  readonly objectKey: string;
  /** Whether the prefix is put before the rest of the key without a slash between them. */
  readonly prefixAsIs?: boolean;

  /** The ARN that its requests name as their source; nothing where AWS does not document it. */
  readonly sourceArn?: string;
  /** Whether that is the ARN of the resource that names the bucket. */
  readonly sourceIsResource?: boolean;
  /** The condition keys on the source that AWS documents for its statements. */
  readonly sourceConditions: readonly SourceConditionKey[];
  /** Nothing where AWS documents nothing that would stop other accounts. */
  readonly confinement?: LogConfinement;
  /** The folder of the service behind that of the account, where nothing but object keys tells whose logs they are. */
  readonly serviceFolder?: string;

  readonly objectLock: ObjectLockObstacle;
  /** What the bucket's name has to begin with. */
  readonly bucketNamePrefix?: string;
  /** Whether it checks the bucket when its logs are turned on, so that the policies have to be there before. */
  readonly checksBucket: boolean;

  /** The CloudFormation resources that name the bucket. */
  readonly resources: readonly LogResource[];
  /** The SDK calls that name the bucket, where no CloudFormation resource does. */
  readonly calls?: readonly SdkCall[];
}
