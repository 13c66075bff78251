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
 * The policy of the key allows S3 Tables to maintain the tables of this bucket: without it no table can be created, and a table whose key
 * doesn't allow it any longer is not compacted. The table bucket, its policy and its key are retained when the stack is deleted. Tables
 * that specify another encryption are denied. Public access is always blocked.
 *
 * CloudFormation can't set the encryption of a single table: tables inherit that of their bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
 * @example
 * const bucket = new EncryptedTableBucket(this, 'Lake', { tableBucketName: 'lake' });
 * bucket.addTable('Orders', { namespaceName: 'sales', tableName: 'orders' });
 * bucket.grantReadWrite(role);
 */
export class EncryptedTableBucket extends Resource implements IEncryptedTableBucket {
  /**
   * A table bucket that is created elsewhere, to grant access to it and to its keys.
   *
   * Its policy can't be changed: a grant that needs a statement in it, for example for another account, causes a synth warning that contains the statement.
   *
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param attributes The ARN or the name, and the keys
   * @returns the table bucket
   * @throws if not exactly one of ARN and name is given, or if the bucket is known to be unable to encrypt with a key
   */
  public static fromEncryptedTableBucketAttributes(
    scope: Construct, id: string, attributes: EncryptedTableBucketAttributes,
  ): IEncryptedTableBucket {
    assertShape(`${scope.node.path}/${id}`, attributes, ENCRYPTED_TABLE_BUCKET_ATTRIBUTES);
    return new ImportedTableBucket(scope, id, attributes);
  }

  /**
   * ARN of the table bucket, as a reference to it: what uses it is created after the bucket.
   *
   * The policy of a key of the bucket can't use it, because the bucket waits for its key.
   */
  public readonly tableBucketArn: string;
  /** Name of the table bucket. */
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
   * @throws if the name can't be that of a table bucket, or if the bucket is known to be unable to encrypt with a given key
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
   * Adds a namespace, unless it was added before.
   *
   * @param namespaceName Its name
   * @returns the namespace
   * @throws if the name can't be that of a namespace
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
   * Adds a table, which inherits the encryption of the bucket, and its namespace.
   *
   * The policy of the key has all its statements before the table is created. If the key is imported, add them yourself: a synth warning contains them.
   *
   * @param id The ID of the table in the bucket
   * @param options Its names, and its columns
   * @returns the table, on which other properties can be set, such as `compaction`
   * @throws if a name can't be that of a namespace or table
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
   * Allows S3 Metadata to keep the metadata table of a general purpose bucket in this table bucket
   * (`MetadataTableConfiguration`): the policies of its keys allow `metadata.s3.amazonaws.com` to use them for tables of this bucket.
   *
   * With SSE-S3 and no accepted keys nothing is needed. The newer metadata tables (`MetadataConfiguration`) are in a table bucket that AWS manages, and don't need it.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
   */
  public acceptMetadataTables(): void {
    for (const key of this.keys) { addToKeyPolicy(this, key, this.allow(METADATA)); }
  }

  /**
   * Adds a statement to the table bucket policy.
   *
   * Its actions begin with `s3tables:`. Name the bucket and `table/*` in it: each alone leaves out the other.
   *
   * @param statement The statement
   * @returns that the statement was added, and what depends on it
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return this.policy.add(statement);
  }

  /**
   * Allows a grantee to find and read tables, and use their keys.
   *
   * KMS permissions are limited to tables of this bucket. Reading needs `kms:GenerateDataKey` too, as AWS documents it. With AWS Lake Formation,
   * its role for S3 Tables needs the permissions: grant them to that role.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to table buckets
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_TABLES);
  }

  /**
   * Allows a grantee to find, read and write tables, and use their keys. A commit reads what it builds upon: there is no grant to write only.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to table buckets
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_TABLES);
  }

  /**
   * Allows a grantee to create namespaces and tables besides, but not delete them.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to table buckets
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
