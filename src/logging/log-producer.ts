import type { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** To which default encryptions of a bucket a producer can write. */
export enum LogEncryption {
  /** SSE-S3 and nothing else. */
  SSE_S3 = 'SSE-S3',
  /** SSE-S3, or SSE-KMS with a customer managed key whose policy lets the producer in. */
  SSE_S3_OR_CUSTOMER_KEY = 'SSE-S3 or a customer managed key',
  /** SSE-KMS with a customer managed key, with which the producer encrypts by itself. */
  CUSTOMER_KEY = 'a customer managed key',
}

/** What of Object Lock keeps a producer from writing. */
export enum ObjectLockObstacle {
  NONE = 'none',
  DEFAULT_RETENTION = 'a default retention',
  ANY = 'Object Lock',
}

/**
 * A service that writes logs or reports to buckets: what is always true of it.
 *
 * The table in docs/log-sources.md is written from these, and the tests run through them.
 */
export interface LogProducer {
  /** What is delivered, as in "cannot deliver ...". */
  readonly title: string;
  /** What the Sids of its statements are made of. */
  readonly id: string;
  /** Who writes, for the documentation. */
  readonly writer: string;
  /** The service principal in opt-in Regions, where it is another one there: `<region>` stands for the Region. */
  readonly writerInOptInRegions?: string;
  readonly encryption: LogEncryption;
  /** Why it cannot write to SSE-KMS, where it is not that it delivers to SSE-S3 only. */
  readonly kmsRefused?: string;
  /** Why it cannot write to DSSE-KMS, where it is more than that AWS does not name it. */
  readonly dsseRefused?: string;
  /** What it asks of the bucket itself before it writes. */
  readonly bucketActions: readonly string[];
  /** What it does with a customer managed key; `kms:Decrypt` comes with an S3 Bucket Key. */
  readonly keyActions: readonly string[];
  /** Whether its objects come with the ACL bucket-owner-full-control. */
  readonly ownerFullControl: boolean;
  /** Whether it writes by the bucket's ACL instead of its policy. */
  readonly acl?: boolean;
  /** The folder of the service behind that of the account, where nothing but the keys tells whose logs they are. */
  readonly confinedByFolder?: string;
  readonly objectLock: ObjectLockObstacle;
  /** What the bucket's name has to begin with. */
  readonly bucketNamePrefix?: string;
  /** Whether it checks the bucket when its logs are turned on, so that the policies have to be there before. */
  readonly checksBucket: boolean;
  /** Where AWS documents it. */
  readonly page: string;
}

/** Keys of the objects that a source writes: every key that begins with the prefix and the folder. */
export interface LogKeys {
  /** What is chosen for the source. It ends with a slash where the service puts one behind it. */
  readonly prefix: string;
  /** What the service itself puts behind the prefix, which tells whose logs they are; empty where nothing does. */
  readonly folder: string;
}

/** What one source writes into one bucket. */
export interface LogDelivery {
  /** The account on whose behalf it writes. */
  readonly owner: string;
  /** Service principals; none where a role or an ACL writes. */
  readonly services: readonly string[];
  /** The role that writes, where it is no service. */
  readonly role?: iam.IRole;
  readonly keys: readonly LogKeys[];
  /** Values of `aws:SourceAccount`, where AWS documents it. */
  readonly accounts: readonly string[];
  /** Patterns of `aws:SourceArn`, where AWS documents it. */
  readonly sourceArns: readonly string[];
  /** A pattern for all sources of the accounts, for where there are too many to be listed, or they cannot be named. */
  readonly anySourceArns: readonly string[];
}

/** Where a bucket stands that accepts logs. */
export interface LogPlace {
  /** The stack of the bucket's policy. */
  readonly stack: Stack;
  /** The path of the bucket, for errors. */
  readonly path: string;
  /** The construct that warnings are put on. */
  readonly scope: IConstruct;
}

/** Makes the delivery of a source for the place of a bucket. */
export type Bind = (place: LogPlace) => LogDelivery;
