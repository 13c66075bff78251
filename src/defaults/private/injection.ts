import { aws_kms as kms, aws_s3 as s3, type InjectionContext, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { ConstructMap } from '../../construct-state';
import { SseAlgorithm } from '../../encryption';
import type { DefaultEncryption } from '../../keys';

/** What was known of a bucket when it was constructed. */
export interface SeenBucket {
  /** The default encryption that was injected, if one was. */
  readonly injected?: InjectedDefault;
  /** Whether its author said that plain HTTP is accepted. */
  readonly acceptsHttp: boolean;
}

/** A default encryption as it was injected; its key is that of the bucket. */
export interface InjectedDefault {
  readonly algorithm: SseAlgorithm;
  readonly bucketKeyEnabled: boolean;
}

/** The buckets that were constructed in a scope, by their IDs: an injector is called before the bucket is there. */
const SEEN = new ConstructMap<IConstruct, Map<string, SeenBucket>>('buckets seen by EncryptedBucketDefaults');

/** What was known of a bucket when it was constructed; nothing if no injection has seen it. */
export function seenBucket({ node: { scope, id } }: IConstruct): SeenBucket | undefined {
  return scope && SEEN.get(scope)?.get(id);
}

/** The default encryption that is injected. */
export interface InjectedEncryption {
  readonly encryption: DefaultEncryption;
  readonly oneKeyPerStack: boolean;
}

/** The props of a bucket, with a KMS key where its author says nothing that speaks against it. */
export function withEncryption(props: s3.BucketProps, { scope, id }: InjectionContext, wanted: InjectedEncryption): s3.BucketProps {
  const injected = wanted.encryption.algorithm !== SseAlgorithm.SSE_S3 && canHaveKey(props) ? encryptionProps(scope, wanted) : undefined;
  const result = { ...injected, ...given(props) };
  const seen = SEEN.get(scope) ?? new Map<string, SeenBucket>();
  SEEN.set(scope, seen.set(id, {
    ...injected ? { injected: { algorithm: wanted.encryption.algorithm, bucketKeyEnabled: result.bucketKeyEnabled ?? false } } : {},
    acceptsHttp: props.enforceSSL === false,
  }));
  return result;
}

/** A prop that is `undefined` is not given: wrappers pass on those that they don't have. */
function given(props: s3.BucketProps): s3.BucketProps {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

const { LOG_DELIVERY_WRITE, PUBLIC_READ, PUBLIC_READ_WRITE, AUTHENTICATED_READ } = s3.BucketAccessControl;
const WITHOUT_KEY: readonly (s3.BucketAccessControl | undefined)[] = [LOG_DELIVERY_WRITE, PUBLIC_READ, PUBLIC_READ_WRITE, AUTHENTICATED_READ];

/** Whether props choose no encryption, and nothing that works with SSE-S3 only. */
function canHaveKey(props: s3.BucketProps): boolean {
  const isChosen = props.encryption !== undefined || props.encryptionKey !== undefined;
  const isWebsite = props.websiteIndexDocument !== undefined || props.websiteErrorDocument !== undefined || props.websiteRedirect !== undefined;
  const isPublic = props.publicReadAccess === true || WITHOUT_KEY.includes(props.accessControl);
  const logsToItself = props.serverAccessLogsPrefix !== undefined && props.serverAccessLogsBucket === undefined;
  const isReplicated = (props.replicationRules ?? []).length > 0;
  return !isChosen && !isWebsite && !isPublic && !logsToItself && !isReplicated;
}

function encryptionProps(scope: Construct, { encryption, oneKeyPerStack }: InjectedEncryption): s3.BucketProps {
  const { algorithm, bucketKeyEnabled, customerManagedKey, key } = encryption;
  const dual = algorithm === SseAlgorithm.DSSE_KMS;
  // S3 has Bucket Keys for SSE-KMS only.
  const bucketKey = dual ? {} : { bucketKeyEnabled };
  const { DSSE, DSSE_MANAGED, KMS, KMS_MANAGED } = s3.BucketEncryption;
  if (!customerManagedKey) { return { encryption: dual ? DSSE_MANAGED : KMS_MANAGED, ...bucketKey }; }
  const encryptionKey = key ? encryption._bindKey(scope) : oneKeyPerStack ? keyOfStack(Stack.of(scope)) : undefined;
  return { encryption: dual ? DSSE : KMS, ...bucketKey, ...encryptionKey ? { encryptionKey } : {} };
}

const KEY_OF_STACK = 'EncryptedBucketDefaultsKey';

export function isKeyOfStack({ node: { id, scope } }: IConstruct): boolean {
  return id === KEY_OF_STACK && Stack.isStack(scope);
}

/** The key that the buckets of a stack share: as `s3.Bucket` makes them. */
function keyOfStack(stack: Stack): kms.IKey {
  return stack.node.tryFindChild(KEY_OF_STACK) as kms.Key | undefined ?? new kms.Key(stack, KEY_OF_STACK, {
    description: `Encrypts the S3 buckets of ${stack.node.path}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
