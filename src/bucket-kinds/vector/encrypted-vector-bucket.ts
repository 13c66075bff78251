import { Annotations, type aws_iam as iam, type aws_kms as kms, Lazy, Resource, aws_s3vectors as s3vectors } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EncryptedVectorBucketAttributes } from './encrypted-vector-bucket-attributes';
import type { EncryptedVectorBucketProps, EncryptedVectorIndexOptions } from './encrypted-vector-bucket-props';
import type { IEncryptedVectorBucket } from './i-encrypted-vector-bucket';
import { VectorBucketEncryption } from './vector-bucket-encryption';
import { refusal } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { VECTOR_BUCKETS } from '../../encryption/internal';
import {
  allowVectorIndexing, denyIndexesOfOtherAlgorithms, denyIndexesOfOtherKeys, denyInsecureTransportToKind, keyArn, retainedByDefault,
} from '../../policy';
import { assertShape } from '../../shapes';
import { ImportedVectorBucket } from '../private/imported-vector-bucket';
import { arnOf, arnOfName, type CreatedBucket, namedArnOf } from '../private/kind-bucket';
import { KindGrants } from '../private/kind-grants';
import { keyFor, type UseOfKey } from '../private/kind-key';
import { KindPolicy } from '../private/kind-policy';
import { ENCRYPTED_VECTOR_BUCKET_ATTRIBUTES, ENCRYPTED_VECTOR_BUCKET_PROPS, ENCRYPTED_VECTOR_INDEX_OPTIONS } from '../private/shapes';
import { MANAGE_INDEXES, READ_VECTORS, READ_WRITE_VECTORS, throughS3Vectors, WRITE_VECTORS } from '../private/vector-access';

// docs/decisions/0109
/**
 * A vector bucket (S3 Vectors) that is encrypted with SSE-KMS and a customer managed key by default.
 *
 * The key policy allows S3 Vectors to index vectors in the background. Without this statement, indexes can't be created. The bucket, its policy
 * and its key are retained when the stack is deleted. The bucket policy denies indexes that specify another encryption, and plain HTTP.
 *
 * The encryption can't be changed after the bucket is created. If you change it, CloudFormation replaces a bucket without a name with an empty
 * bucket; if the bucket has a name, the deployment fails.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
 * @example
 * const bucket = new EncryptedVectorBucket(this, 'Embeddings');
 * bucket.addIndex('Documents', { indexName: 'documents', dimension: 1024, distanceMetric: VectorDistanceMetric.COSINE });
 * bucket.grantRead(role, 'documents');
 */
export class EncryptedVectorBucket extends Resource implements IEncryptedVectorBucket {
  /**
   * Imports an existing vector bucket, to grant access to it and to its keys.
   *
   * The policy of the imported bucket can't be changed. If a grant needs a statement in it, for example for another account, a synth warning
   * contains the statement.
   *
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param attributes The ARN or the name, and the keys
   * @returns the imported vector bucket
   * @throws if neither or both of ARN and name are specified, or if the bucket can't encrypt with a key (if known at synthesis)
   */
  public static fromEncryptedVectorBucketAttributes(
    scope: Construct, id: string, attributes: EncryptedVectorBucketAttributes,
  ): IEncryptedVectorBucket {
    assertShape(`${scope.node.path}/${id}`, attributes, ENCRYPTED_VECTOR_BUCKET_ATTRIBUTES);
    return new ImportedVectorBucket(scope, id, attributes);
  }

  /**
   * The ARN of the vector bucket. It refers to the bucket: resources that use it are created after the bucket.
   *
   * The policy of a key of the bucket can't use it, because the bucket depends on its key.
   */
  public readonly vectorBucketArn: string;
  /** The encryption. */
  public readonly encryption: VectorBucketEncryption;
  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  public readonly encryptionKey?: kms.IKey;
  private readonly bucket: CreatedBucket;
  private readonly policy: KindPolicy;
  private readonly access: KindGrants;
  private readonly indexKeys: kms.IKey[] = [];
  private readonly isEnforced: boolean;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the name isn't a valid vector bucket name, or if the bucket can't encrypt with the specified key (if known at synthesis)
   */
  constructor(scope: Construct, id: string, private readonly props: EncryptedVectorBucketProps = {}) {
    assertShape(`${scope.node.path}/${id}`, props, ENCRYPTED_VECTOR_BUCKET_PROPS);
    super(scope, id, { physicalName: props.vectorBucketName });
    const { vectorBucketName: name, encryption = VectorBucketEncryption.sseKms() } = props;
    const resource = new s3vectors.CfnVectorBucket(this, 'Resource', { vectorBucketName: name });
    resource.applyRemovalPolicy(props.removalPolicy ?? retainedByDefault({ bucketName: name }));
    const arnAttribute = resource.attrVectorBucketArn;
    this.bucket = { kind: VECTOR_BUCKETS, construct: this, resource, name, arnAttribute };
    this.vectorBucketArn = this.getResourceArnAttribute(arnAttribute, { service: VECTOR_BUCKETS.service, resource: 'bucket', resourceName: this.physicalName });
    const arn = arnOf(this.bucket);
    this.policy = new KindPolicy(this.bucket, (policy) => new s3vectors.CfnVectorBucketPolicy(this, 'Policy', { vectorBucketArn: arnAttribute, policy }));
    this.access = new KindGrants(this.bucket, this.policy, () => throughS3Vectors(this.stack.region));
    this.encryption = encryption;
    if (encryption.algorithm === SseAlgorithm.SSE_KMS) {
      this.encryptionKey = keyFor(this.bucket, this, encryption.vectorBucketKey, this.useOfKey());
      this.access.addKey(this.encryptionKey);
    }
    resource.encryptionConfiguration = configuration(encryption, this.encryptionKey);
    if (props.denyInsecureTransport ?? !VECTOR_BUCKETS.refusesPlainHttp) {
      this.policy.add(denyInsecureTransportToKind(VECTOR_BUCKETS, arn));
    }
    this.isEnforced = this.encryptionKey !== undefined && (props.enforceEncryption ?? true);
    if (this.isEnforced) { this.enforce(arn); }
  }

  /**
   * Adds an index. It inherits the encryption of the bucket, unless the options specify another one.
   *
   * The key policy has its statements before the index is created. If the key is imported, add the statement yourself: a synth warning contains it.
   * An index with its own key is created after the bucket policy, which accepts the key, unless `enforceEncryption` of the bucket is `false`.
   *
   * @param id The ID of the index in the scope of the bucket
   * @param options The dimension, distance metric, name and encryption of the index
   * @returns the index
   * @throws if a value isn't valid for an index, or if the index would be encrypted with SSE-S3 in a bucket that enforces SSE-KMS
   */
  public addIndex(id: string, options: EncryptedVectorIndexOptions): s3vectors.CfnIndex {
    const path = `${this.node.path}/${id}`;
    assertShape(path, options, ENCRYPTED_VECTOR_INDEX_OPTIONS);
    const { indexName, encryption, nonFilterableMetadataKeys, dimension, distanceMetric } = options;
    this.assertNotWeaker(path, encryption);
    const scope = new Construct(this, id);
    const key = encryption?.algorithm === SseAlgorithm.SSE_KMS ? this.keyOfIndex(scope, encryption, indexName) : undefined;
    const index = new s3vectors.CfnIndex(scope, 'Resource', {
      vectorBucketArn: this.bucket.arnAttribute,
      indexName,
      dataType: 'float32',
      dimension,
      distanceMetric,
      metadataConfiguration: nonFilterableMetadataKeys && { nonFilterableMetadataKeys },
      encryptionConfiguration: encryption && configuration(encryption, key),
    });
    index.applyRemovalPolicy(this.props.removalPolicy ?? retainedByDefault({ bucketName: indexName }));
    // The policy has to accept the key of this index first.
    if (key && this.isEnforced) { index.node.addDependency(this.policy.created!); }
    return index;
  }

  /**
   * Adds a statement to the bucket policy.
   *
   * Its actions must begin with `s3vectors:`. To cover the bucket and its indexes, specify both the ARN of the bucket and that ARN followed by
   * `/index/*`. The statement can't refer to attributes of an index that depends on this policy (see `addIndex()`), because CloudFormation rejects
   * circular references: set its `indexName`, and use the ARN of the bucket followed by `/index/` and that name.
   *
   * @param statement The statement
   * @returns whether the statement was added, and a dependable for it
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return this.policy.add(statement);
  }

  /**
   * Grants permission to query and read vectors and their metadata, and to use the keys.
   *
   * KMS permissions are limited to requests through S3 Vectors in the bucket's Region.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to vector buckets
   */
  public grantRead(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, READ_VECTORS(this, indexName));
  }

  /**
   * Grants permission to insert, replace and delete vectors, and to use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to vector buckets
   */
  public grantWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, WRITE_VECTORS(this, indexName));
  }

  /**
   * Grants permission to query, read, insert, replace and delete vectors, and to use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to vector buckets
   */
  public grantReadWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_VECTORS(this, indexName));
  }

  /**
   * Grants permission to create indexes with the accepted keys, and to delete indexes with all their vectors.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to vector buckets
   */
  public grantManageIndexes(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, MANAGE_INDEXES(this, indexName));
  }

  private enforce(arn: string): void {
    this.policy.add(denyIndexesOfOtherAlgorithms(arn, SseAlgorithm.SSE_KMS));
    // Indexes that are added later bring keys of their own.
    const keyArns = Lazy.list({ produce: () => [...new Set([this.encryptionKey!, ...this.indexKeys].map(keyArn))] });
    this.policy.add(denyIndexesOfOtherKeys(arn, keyArns));
  }

  private keyOfIndex(scope: Construct, { vectorBucketKey: given }: VectorBucketEncryption, indexName: string | undefined): kms.IKey {
    const key = keyFor(this.bucket, scope, given, this.useOfKey());
    this.indexKeys.push(key);
    this.access.addKey(key, indexName);
    return key;
  }

  private assertNotWeaker(path: string, encryption: VectorBucketEncryption | undefined): void {
    if (this.encryptionKey === undefined || encryption === undefined || encryption.algorithm === SseAlgorithm.SSE_KMS) { return; }
    if (this.isEnforced) {
      throw refusal(path, 'encryption cannot be SSE-S3: the bucket encrypts with SSE-KMS, and its policy denies indexes that specify another algorithm',
        'leave encryption out, or set enforceEncryption of the bucket to false');
    }
    Annotations.of(this).addWarningV2('cdk-s3-encryption:indexWeakerThanBucket',
      `The vectors of index ${path} are encrypted with SSE-S3, although the bucket encrypts with SSE-KMS. Fix: remove the encryption of the index, so that it inherits that of the bucket.`);
  }

  private useOfKey(): UseOfKey {
    const named = namedArnOf(this.bucket);
    // A bucket waits for its key, whose policy can name it by its name only. Without one: every bucket of the account, as AWS does in its example.
    const sources = named === undefined ? [arnOfName(VECTOR_BUCKETS, this, '*')] : [named, `${named}/*`];
    return { confining: throughS3Vectors(this.stack.region), services: [allowVectorIndexing(this.env.account, sources)] };
  }
}

function configuration({ algorithm }: VectorBucketEncryption, key: kms.IKey | undefined): s3vectors.CfnVectorBucket.EncryptionConfigurationProperty {
  return { sseType: algorithm, kmsKeyArn: key && keyArn(key) };
}
