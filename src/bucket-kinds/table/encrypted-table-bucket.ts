import { type aws_iam as iam, type aws_kms as kms, type RemovalPolicy, Resource, aws_s3tables as s3tables } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EncryptedTableBucketAttributes } from './encrypted-table-bucket-attributes';
import type { EncryptedTableBucketProps, EncryptedTableOptions } from './encrypted-table-bucket-props';
import type { IEncryptedTableBucket } from './i-encrypted-table-bucket';
import { TableBucketEncryption } from './table-bucket-encryption';
import { TABLE_BUCKET_POLICY_LIMIT } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { type KeyUser, TABLE_BUCKETS } from '../../encryption/internal';
import {
  addToKeyPolicy, allowTableService, alphanumeric, denyInsecureTransportToKind, denyTablesOfOtherAlgorithms, denyTablesOfOtherKeys,
  keyArn, retainedByDefault,
} from '../../policy';
import { assertShape, assertValue } from '../../shapes';
import { ImportedTableBucket } from '../private/imported-table-bucket';
import { arnOf, type CreatedBucket, type KindBucket } from '../private/kind-bucket';
import { KindGrants } from '../private/kind-grants';
import { keyFor } from '../private/kind-key';
import { KindPolicy } from '../private/kind-policy';
import { ENCRYPTED_TABLE_BUCKET_ATTRIBUTES, ENCRYPTED_TABLE_BUCKET_PROPS, ENCRYPTED_TABLE_OPTIONS, NAMESPACE } from '../private/shapes';
import { CREATE_TABLES, ofTablesIn, READ_TABLES, READ_WRITE_TABLES } from '../private/table-access';

const [MAINTENANCE, METADATA] = TABLE_BUCKETS.keyUsers;

// docs/decisions/0109
/**
 * A table bucket (S3 Tables) that encrypts new tables with SSE-KMS and a customer managed key by default.
 *
 * The key policy allows S3 Tables to maintain the tables of this bucket. Without this statement, tables can't be created, and existing tables
 * aren't compacted. The table bucket, its policy and its key are retained when the stack is deleted. The table bucket policy denies new tables
 * that specify another encryption. Public access is always blocked.
 *
 * CloudFormation can't set the encryption of a single table: tables inherit the encryption of their bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
 * @example
 * const bucket = new EncryptedTableBucket(this, 'Lake', { tableBucketName: 'lake' });
 * bucket.addTable('Orders', { namespaceName: 'sales', tableName: 'orders' });
 * bucket.grantReadWrite(role);
 */
export class EncryptedTableBucket extends Resource implements IEncryptedTableBucket {
  /**
   * Imports an existing table bucket, to grant access to it and to its keys.
   *
   * The policy of the imported bucket can't be changed. If a grant needs a statement in it, for example for another account, a synth warning
   * contains the statement.
   *
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param attributes The ARN or the name, and the keys
   * @returns the imported table bucket
   * @throws if neither or both of ARN and name are specified, or if the bucket can't encrypt with a key (if known at synthesis)
   */
  public static fromEncryptedTableBucketAttributes(
    scope: Construct, id: string, attributes: EncryptedTableBucketAttributes,
  ): IEncryptedTableBucket {
    assertShape(`${scope.node.path}/${id}`, attributes, ENCRYPTED_TABLE_BUCKET_ATTRIBUTES);
    return new ImportedTableBucket(scope, id, attributes);
  }

  /**
   * The ARN of the table bucket. It refers to the bucket: resources that use it are created after the bucket.
   *
   * The policy of a key of the bucket can't use it, because the bucket depends on its key.
   */
  public readonly tableBucketArn: string;
  /** The name of the table bucket. */
  public readonly tableBucketName: string;
  /** The default encryption. */
  public readonly encryption: TableBucketEncryption;
  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  public readonly encryptionKey?: kms.IKey;
  private readonly arn: string;
  private readonly resource: s3tables.CfnTableBucket;
  private readonly policy: KindPolicy;
  private readonly access: KindGrants;
  private readonly keys: kms.IKey[];
  private readonly retention: RemovalPolicy;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the name isn't a valid table bucket name, or if the bucket can't encrypt with the specified key (if known at synthesis)
   */
  constructor(scope: Construct, id: string, props: EncryptedTableBucketProps) {
    assertShape(`${scope.node.path}/${id}`, props, ENCRYPTED_TABLE_BUCKET_PROPS);
    super(scope, id, { physicalName: props.tableBucketName });
    const { tableBucketName: name, encryption = TableBucketEncryption.sseKms() } = props;
    this.retention = props.removalPolicy ?? retainedByDefault({ bucketName: name });
    this.resource = new s3tables.CfnTableBucket(this, 'Resource', { tableBucketName: name });
    this.resource.applyRemovalPolicy(this.retention);
    const arnAttribute = this.resource.attrTableBucketArn;
    const bucket: CreatedBucket = { kind: TABLE_BUCKETS, construct: this, resource: this.resource, name, arnAttribute };
    this.tableBucketArn = this.getResourceArnAttribute(arnAttribute, { service: TABLE_BUCKETS.service, resource: 'bucket', resourceName: this.physicalName });
    this.arn = arnOf(bucket);
    this.tableBucketName = name;
    this.policy = new KindPolicy(bucket, (resourcePolicy) =>
      new s3tables.CfnTableBucketPolicy(this, 'Policy', { tableBucketArn: arnAttribute, resourcePolicy }), TABLE_BUCKET_POLICY_LIMIT);
    this.access = new KindGrants(bucket, this.policy, ofTablesIn);
    this.encryption = encryption;
    this.keys = this.keysFor(bucket);
    this.encryptionKey = encryption.algorithm === SseAlgorithm.SSE_KMS ? this.keys.at(0) : undefined;
    for (const key of this.keys) { this.access.addKey(key); }
    this.resource.encryptionConfiguration = { sseAlgorithm: encryption.algorithm, kmsKeyArn: this.encryptionKey && keyArn(this.encryptionKey) };
    if (props.denyInsecureTransport) { this.policy.add(denyInsecureTransportToKind(TABLE_BUCKETS, this.arn)); }
    if (this.encryptionKey && (props.enforceEncryption ?? true)) {
      this.policy.add(denyTablesOfOtherAlgorithms(this.arn, encryption.algorithm));
      this.policy.add(denyTablesOfOtherKeys(this.arn, this.keys.map(keyArn)));
    }
  }

  /**
   * Adds a namespace, unless it was already added.
   *
   * @param namespaceName The name of the namespace
   * @returns the namespace
   * @throws if the name isn't a valid namespace name
   */
  public addNamespace(namespaceName: string): s3tables.CfnNamespace {
    assertValue(this.node.path, 'namespaceName', namespaceName, NAMESPACE);
    const id = `Namespace${alphanumeric(this, namespaceName)}`;
    const before = this.node.tryFindChild(id);
    if (before) { return before as s3tables.CfnNamespace; }
    const added = new s3tables.CfnNamespace(this, id, { tableBucketArn: this.resource.attrTableBucketArn, namespace: namespaceName });
    added.applyRemovalPolicy(this.retention);
    return added;
  }

  /**
   * Adds a table and its namespace. The table inherits the encryption of the bucket.
   *
   * The key policy has all its statements before the table is created. If the key is imported, add the statements yourself: a synth warning
   * contains them.
   *
   * @param id The ID of the table in the scope of the bucket
   * @param options The names and the columns of the table
   * @returns the table, on which you can set other properties, such as `compaction`
   * @throws if a name isn't a valid namespace name or table name
   */
  public addTable(id: string, options: EncryptedTableOptions): s3tables.CfnTable {
    assertShape(this.node.path, options, ENCRYPTED_TABLE_OPTIONS);
    const { namespaceName, tableName, icebergMetadata } = options;
    const namespace = this.addNamespace(namespaceName);
    const table = new s3tables.CfnTable(this, id, {
      tableBucketArn: this.resource.attrTableBucketArn,
      namespace: namespaceName,
      tableName,
      openTableFormat: 'ICEBERG',
      ...icebergMetadata === undefined ? { withoutMetadata: 'Yes' } : { icebergMetadata },
    });
    table.node.addDependency(namespace);
    table.applyRemovalPolicy(this.retention);
    return table;
  }

  /**
   * Allows S3 Metadata to store the metadata table of a general purpose bucket in this table bucket (`MetadataTableConfiguration`).
   *
   * The construct adds statements to the policies of its keys that allow `metadata.s3.amazonaws.com` to use them for tables of this bucket. With
   * SSE-S3 and no accepted keys, no statements are needed. The newer metadata tables (`MetadataConfiguration`) are in a table bucket that AWS
   * manages, and don't need this method.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
   */
  public acceptMetadataTables(): void {
    for (const key of this.keys) { addToKeyPolicy(this, key, this.allow(METADATA)); }
  }

  /**
   * Adds a statement to the table bucket policy.
   *
   * Its actions must begin with `s3tables:`. To cover the bucket and its tables, specify both the ARN of the bucket and that ARN followed by
   * `/table/*`.
   *
   * @param statement The statement
   * @returns whether the statement was added, and a dependable for it
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return this.policy.add(statement);
  }

  /**
   * Grants permission to find and read tables, and to use their keys.
   *
   * KMS permissions are limited to tables of this bucket. Reading also requires `kms:GenerateDataKey`, as AWS documents. If you use AWS Lake
   * Formation, grant the permissions to its role for S3 Tables.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to table buckets
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_TABLES);
  }

  /**
   * Grants permission to find, read and write tables, and to use their keys.
   *
   * There is no write-only grant, because a commit also reads the table.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to table buckets
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_TABLES);
  }

  /**
   * Grants the permissions of `grantReadWrite()`, and permission to create namespaces and tables, but not to delete them.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to table buckets
   */
  public grantCreateTables(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, CREATE_TABLES);
  }

  private keysFor(bucket: KindBucket): kms.IKey[] {
    const { algorithm, tableBucketKey, acceptedKeys } = this.encryption;
    const use = { confining: ofTablesIn(this.arn), services: [this.allow(MAINTENANCE)] };
    const given = algorithm === SseAlgorithm.SSE_KMS ? [tableBucketKey, ...acceptedKeys] : acceptedKeys;
    return given.map((one) => keyFor(bucket, this, one, use)).filter((one, index, all) => all.indexOf(one) === index);
  }

  /** Named by the bucket's name: the bucket waits for its key. */
  private allow(user: KeyUser): iam.PolicyStatement {
    return allowTableService(user, this.arn);
  }
}
