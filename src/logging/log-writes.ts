import type { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Keys of the objects that a source writes: every key that begins with the prefix and the folder. */
export interface ObjectKeys {
  /** What is chosen for the source. It ends with a slash where the service puts one behind it. */
  readonly prefix: string;
  /** What the service itself puts behind the prefix, which tells whose logs they are; empty where nothing does. */
  readonly folder: string;
}

/** What one source writes into one bucket. */
export interface LogWrites {
  /** The account on whose behalf it writes. */
  readonly owner: string;
  /** Service principals; none where a role or an ACL writes. */
  readonly services: readonly string[];
  /** The role that writes, where it is no service. */
  readonly role?: iam.IRole;
  readonly objectKeys: readonly ObjectKeys[];
  /** Values of `aws:SourceAccount`, where AWS documents it. */
  readonly accounts: readonly string[];
  /** Patterns of `aws:SourceArn`, where AWS documents it. */
  readonly sourceArns: readonly string[];
  /** A pattern for all sources of the accounts, for where there are too many to be listed, or they cannot be named. */
  readonly anySourceArns: readonly string[];
}

/** A bucket that accepts logs. */
export interface LogTarget {
  /** The stack of the bucket's policy. */
  readonly stack: Stack;
  /** The path of the bucket, for errors. */
  readonly path: string;
  /** The construct that warnings are put on. */
  readonly scope: IConstruct;
}

/** What a source writes, for a bucket that is to accept it. */
export type Bind = (target: LogTarget) => LogWrites;
