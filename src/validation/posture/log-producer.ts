/** Which default encryption of a bucket a producer of logs can write to. */
export enum LogEncryption {
  /** SSE-S3 and nothing else. */
  SSE_S3 = 'SSE-S3',
  /** SSE-S3, or a customer managed key whose policy lets the producer in; never the AWS managed key `aws/s3`. */
  CUSTOMER_KEY = 'SSE-S3 or a customer managed key',
  /** What the producer is told itself, whatever the bucket's default is. */
  OWN = 'as the producer is configured',
}

/** What lets a producer write. */
export enum LogPermission {
  /** The bucket policy, which whoever turns the logs on has to write. */
  POLICY = 'policy',
  /** The bucket policy; AWS adds what is missing when the logs are turned on, unless the bucket is another account's. */
  POLICY_BY_AWS = 'policy by AWS',
  /** The bucket policy, or the policies of the role that the service is given. */
  POLICY_OR_ROLE = 'policy or role',
  /** The bucket policy, or the bucket's ACL for the log delivery group. */
  POLICY_OR_ACL = 'policy or ACL',
  /** The bucket's ACL, to which the service adds itself where ACLs are enabled. */
  ACL = 'ACL',
}

/** What another account could do to pass for the producer's owner, unless the policy looks at the source. */
export enum ForeignKey {
  /** Its logs go below its own account id: a policy that names the account in its Resource keeps it out. */
  OWN_FOLDER = 'own folder',
  /** The prefix is its choice, so that it may write anywhere. */
  ANY = 'any',
}

/** Which buckets with Object Lock a producer cannot write to. */
export enum ObjectLockRefused {
  /** Any. */
  ALWAYS = 'Object Lock',
  /** Those that lock every object as soon as it is written. */
  BY_DEFAULT = 'default retention',
}

/** A service principal that writes in the place of the usual one. */
export interface OtherService {
  readonly service: string;
  readonly ownerFullControl?: boolean;
}

/**
 * A service that writes logs or reports to buckets.
 *
 * In patterns stand `<prefix>`, `<account>`, `<region>`, `<partition>`; `<source>` is the ARN of the resource whose logs they
 * are, `<name>` its name, `<any>` whatever follows.
 */
export interface LogProducer {
  /** For messages: what is delivered. */
  readonly logs: string;
  /** The service principal that writes. */
  readonly service: string;
  /** Service principals that write in its place in some Regions or places. */
  readonly otherServices?: readonly OtherService[];
  /** Accounts that write in its place, by Region. */
  readonly accounts?: ReadonlyMap<string, string>;
  readonly encryption: LogEncryption;
  readonly permission: LogPermission;
  /** The key of an object. */
  readonly key: string;
  /** Whether the prefix is put before the rest of the key without a slash between them. */
  readonly prefixAsIs?: boolean;
  /** The ARN that requests tell as their source. */
  readonly sourceArn: string;
  /** The ARN of a resource that `<source>` stands for, where the template does not tell it. */
  readonly arnOfSource?: string;
  /** Whether objects come with the ACL bucket-owner-full-control; nothing where AWS does not say. */
  readonly ownerFullControl?: boolean;
  /** Whether it reads the bucket's ACL before it writes. */
  readonly readsAcl: boolean;
  /** Whether requests are known to name no encryption. */
  readonly namesNoEncryption: boolean;
  /** Nothing where AWS documents no condition that would keep other accounts out. */
  readonly foreignKey?: ForeignKey;
  /** What it does with a customer managed key; `kms:Decrypt` only where the bucket has an S3 Bucket Key. */
  readonly keyActions: readonly string[];
  /** The encryption context that it adds to that of S3: names, and patterns of their values. */
  readonly encryptionContext?: { readonly [name: string]: string };
  /** Whether AWS leaves open if it goes by the bucket's default encryption where it is given no key itself. */
  readonly mayIgnoreDefault?: boolean;
  readonly objectLockRefused?: ObjectLockRefused;
  /** Whether it delivers reports, which have rules of their own, and no logs. */
  readonly isReport?: boolean;
  /** Where AWS documents it. */
  readonly page: string;
}
