import type { SseAlgorithm } from '../sse-algorithm';

// docs/decisions/0109
/** What AWS documents of a kind of bucket that isn't a general purpose bucket: for constructs and rules alike. */
export interface BucketKind {
  /** What AWS calls it. */
  readonly title: 'directory bucket' | 'table bucket' | 'vector bucket';
  /** The prefix of its actions and condition keys, and the service in its ARNs. No action of it begins with `s3:`. */
  readonly service: 's3express' | 's3tables' | 's3vectors';
  /** Types of CloudFormation: the bucket, and its resource policy. */
  readonly bucketType: string;
  readonly policyType: string;
  /** The algorithms of its default encryption. DSSE-KMS and SSE-C don't exist for it. */
  readonly algorithms: readonly SseAlgorithm[];
  /** How its default encryption can name a KMS key. None accepts an alias, or an AWS managed key. */
  readonly keyForms: readonly ('ARN' | 'ID')[];
  /** The condition keys that say which algorithm, and which KMS key by its full ARN, a request asks for. */
  readonly algorithmConditionKey: string;
  readonly keyConditionKey: string;
  /** The actions that have these condition keys, and that its resource policy is asked about. */
  readonly encryptingActions: readonly string[];
  /** Whether policies name what is in the bucket, below the bucket's ARN. */
  readonly hasResourcesInside: boolean;
  /** Whether AWS documents that the service answers no request over plain HTTP. */
  readonly refusesPlainHttp: boolean;
  /** What can become of its default encryption. */
  readonly change: 'one key for the life of the bucket' | 'for new tables only' | 'never';
  /** The value of `kms:ViaService` without the Region, where AWS documents it. */
  readonly viaService?: string;
  /** AWS services that use the key in their own name, and what key policies have to allow them. */
  readonly keyUsers: readonly KeyUser[];
}

/** A service principal that uses the key of a bucket. */
export interface KeyUser {
  readonly principal: string;
  readonly kmsActions: readonly string[];
  /** Whether the bucket cannot be used without it. */
  readonly always: boolean;
}

/** The ARN of a bucket of a kind. */
export function kindArnOf({ service }: BucketKind, partition: string, region: string, account: string, bucketName: string): string {
  return `arn:${partition}:${service}:${region}:${account}:bucket/${bucketName}`;
}

/** The resources by which a policy means a bucket with everything in it. */
export function resourcesOfKind({ hasResourcesInside }: BucketKind, bucketArn: string): string[] {
  return hasResourcesInside ? [bucketArn, `${bucketArn}/*`] : [bucketArn];
}

/** How names are written: an expression, and the same in words, as the end of an error. */
export interface NameRule {
  readonly expression: RegExp;
  readonly form: string;
}
