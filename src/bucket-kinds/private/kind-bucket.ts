import { Aws, type CfnResource, type IResource, Stack } from 'aws-cdk-lib';
import { type BucketKind, kindArnOf } from '../../encryption/internal';
import { seenAcrossAccounts } from '../../keys/internal';

/** A directory, table or vector bucket, as its keys and its grants know it. */
export interface KindBucket {
  readonly kind: BucketKind;
  readonly construct: IResource;
  /** The name that was given to it; none of an imported bucket, whose ARN refers to nothing that is created. */
  readonly name: string | undefined;
  /** The ARN: as an attribute of the resource, or as it was imported. */
  readonly arnAttribute: string;
  /** What creates it, unless it is imported. */
  readonly resource?: CfnResource;
}

/** One that the app creates, as its policy knows it. */
export type CreatedBucket = KindBucket & Required<Pick<KindBucket, 'resource'>>;

/**
 * The ARN of a bucket for policies of its account: without a reference to the bucket, where it has a name. What users read is a reference, so that
 * what they create with it waits for the bucket.
 */
export function arnOf(bucket: KindBucket): string {
  return namedArnOf(bucket) ?? bucket.arnAttribute;
}

/** The ARN without a reference to the bucket, for the policy of the key that it waits for; none where CloudFormation makes up the name. */
export function namedArnOf({ kind, construct, name }: KindBucket): string | undefined {
  return name === undefined ? undefined : arnOfName(kind, construct, name);
}

/** The ARN of a bucket of the account and Region of a construct. */
export function arnOfName(kind: BucketKind, construct: IResource, name: string): string {
  const { region, account } = Stack.of(construct);
  return kindArnOf(kind, Aws.PARTITION, region, account, name);
}

/** The ARN for policies of other accounts: without a name it is read from the bucket's stack, which then has to be deployed first. */
export function arnAcrossAccounts(bucket: KindBucket): string {
  const { arnAttribute, construct, kind, resource } = bucket;
  if (!resource) { return arnAttribute; }
  return namedArnOf(bucket) ?? seenAcrossAccounts(construct, arnAttribute, {
    refusal: (reader) => `the ${kind.title} has no name, so stack ${reader.node.path} (account ${reader.account}) must read its ARN from the `
      + `outputs of stack ${Stack.of(construct).node.path}, which depends on ${reader.node.path}: neither can be deployed first. Fix: give the bucket a name, `
      + 'which replaces a bucket that is already deployed, or create the role in a stack that the bucket\'s stack doesn\'t depend on.',
  });
}
