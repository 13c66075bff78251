import { Annotations, aws_athena as athena, aws_glue as glue, aws_s3 as s3, Duration, type interfaces, Lazy, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal, valueRefusal } from '../cdk';
import type { EncryptionInventoryProps } from './encryption-inventory-props';
import { InventoryField } from './inventory-field';
import { EncryptedBucket } from '../bucket';
import { LogSource } from '../logging';
import { assertShape } from '../shapes';
import { dataProtectionLens } from './private/data-protection-lens';
import { inOrder, inventoryColumns, type ListedObjects, type Listing } from './private/inventory-columns';
import { savedQueries } from './private/inventory-queries';
import { createTable, glueTable, type InventoryTable } from './private/inventory-table';
import { acceptLogs, assertInventoryInRegion, statementsFor } from '../logging/internal';
import { bucketResource, knownDefault } from '../policy';
import { ENCRYPTION_INVENTORY_PROPS } from './private/shapes';

/** What the queries ask for. */
const FIELDS = [
  InventoryField.SIZE, InventoryField.LAST_MODIFIED_DATE, InventoryField.STORAGE_CLASS, InventoryField.ENCRYPTION_STATUS,
  InventoryField.BUCKET_KEY_STATUS,
];

/**
 * An inventory of the encryption of existing objects in a bucket, with an Athena table and saved queries.
 *
 * The queries list the number of objects and bytes for each encryption type, the objects whose encryption differs from the default
 * encryption, and the SSE-KMS objects without an S3 Bucket Key. Default encryption doesn't change existing objects. S3 delivers the
 * first report within 48 hours.
 *
 * S3 Inventory supports general purpose buckets. Directory buckets, table buckets, and vector buckets are not supported.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * new EncryptionInventory(this, 'Inventory', { bucket, frequency: s3.InventoryFrequency.DAILY });
 */
export class EncryptionInventory extends Construct {
  /** The bucket that receives the reports. */
  public readonly reports: s3.IBucket;

  /** The name of the AWS Glue database. */
  public readonly databaseName: string;

  /** The name of the table. Each report is a partition (`dt`). */
  public readonly tableName: string;

  /** The SQL statement that creates the same table in another place, for example in another account. */
  public readonly createTableStatement: string;

  /**
   * What is listed, and where.
   *
   * @internal
   */
  public readonly _listed: ListedObjects;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the bucket is imported, or the reports can't be delivered to their destination
   */
  constructor(scope: Construct, id: string, props: EncryptionInventoryProps) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_INVENTORY_PROPS);
    const resource = listedResource(this, props);
    const listing: Listing = {
      format: props.format ?? s3.InventoryFormat.PARQUET,
      versions: props.objectVersions ?? s3.InventoryObjectVersion.ALL,
      fields: inOrder([...FIELDS, ...props.additionalFields ?? []]),
    };
    const frequency = props.frequency ?? s3.InventoryFrequency.WEEKLY;
    const prefix = folder(this, props.reportsPrefix ?? 'inventory');
    const inventoryId = props.inventoryId ?? 'encryption';
    if (props.reports) { assertInventoryInRegion(this, props.bucket, props.reports); }
    this.reports = props.reports ?? new EncryptedBucket(this, 'Reports', { lifecycleRules: [RETENTION] });

    this._listed = { resource, format: listing.format, versions: listing.versions, prefix, inventoryId };

    acceptReports(this, this.reports, props.bucket, prefix);
    addInventory(resource, {
      id: inventoryId,
      enabled: true,
      destination: { bucketArn: this.reports.bucketArn, format: listing.format, prefix },
      includedObjectVersions: listing.versions,
      optionalFields: [...listing.fields],
      prefix: props.objectsPrefix,
      scheduleFrequency: frequency,
    });

    this.tableName = Names.uniqueResourceName(this, { maxLength: 100, separator: '_', allowedSpecialCharacters: '_' }).toLowerCase();
    const database = props.databaseName === undefined ? newDatabase(this, this.tableName) : undefined;
    this.databaseName = props.databaseName ?? this.tableName;
    const table: InventoryTable = {
      databaseName: this.databaseName,
      tableName: this.tableName,
      columns: inventoryColumns(listing),
      format: listing.format,
      location: `s3://${this.reports.bucketName}/${prefix}/${resource.ref}/${inventoryId}/hive/`,
    };
    this.createTableStatement = createTable(table);
    const catalogued = glueTable(this, table);
    if (database) { catalogued.node.addDependency(database); }
    this.saveQueries(catalogued, props, { ...listing, frequency, algorithm: knownDefault(resource).algorithm });
    if (props.storageLens) { dataProtectionLens(this, resource); }
  }

  private saveQueries(table: glue.CfnTable, { workGroup }: EncryptionInventoryProps, asked: Omit<Parameters<typeof savedQueries>[0], 'tableName'>): void {
    for (const { id, title, sql } of savedQueries({ ...asked, tableName: this.tableName })) {
      const query = new athena.CfnNamedQuery(this, id, {
        database: this.databaseName,
        name: `${this.tableName} ${title}`,
        description: `${title}, in the latest inventory report`,
        queryString: sql,
        workGroup,
      });
      query.node.addDependency(table);
    }
  }
}

const RETENTION: s3.LifecycleRule = {
  id: 'Reports',
  expiration: Duration.days(400),
  noncurrentVersionExpiration: Duration.days(30),
  abortIncompleteMultipartUploadAfter: Duration.days(7),
};

function listedResource(scope: Construct, { bucket }: EncryptionInventoryProps): s3.CfnBucket {
  const resource = bucketResource(bucket);
  if (resource) { return resource; }
  throw refusal(scope, `bucket ${bucket.node.path} is imported, so an inventory cannot be added to it`,
    'create the inventory in the app that creates the bucket');
}

function folder(scope: Construct, prefix: string): string {
  if (prefix !== '' && !prefix.endsWith('/')) { return prefix; }
  throw valueRefusal(scope, 'reportsPrefix', prefix, 'pass a folder name without a slash at the end, such as inventory',
    'S3 adds a slash after it');
}

function acceptReports(scope: Construct, reports: s3.IBucket, listed: interfaces.aws_s3.IBucketRef, prefix: string): void {
  const source = LogSource.s3Inventory({ buckets: [listed], prefix, account: Stack.of(listed).account });
  if (reports instanceof s3.Bucket) {
    acceptLogs(reports, source);
    return;
  }
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:inventoryBucketPolicyNotChanged',
    `The bucket ${reports.node.path} is imported, so its policy cannot be changed here. Inventory reports are lost unless its key policy, if it has a KMS key, `
    + `allows s3.amazonaws.com to call kms:GenerateDataKey, and its bucket policy has this statement: ${statementsFor(scope, reports, source)}`);
}

/** The L2 writes its own inventories when the template is made; this one joins them, whoever made the others. */
function addInventory(bucket: s3.CfnBucket, inventory: s3.CfnBucket.InventoryConfigurationProperty): void {
  const before = bucket.inventoryConfigurations;
  bucket.inventoryConfigurations = Lazy.uncachedAny({
    produce: (context) => [...context.resolve(before) as s3.CfnBucket.InventoryConfigurationProperty[] | undefined ?? [], inventory],
  });
}

function newDatabase(scope: Construct, name: string): glue.CfnDatabase {
  return new glue.CfnDatabase(scope, 'Database', { catalogId: Stack.of(scope).account, databaseInput: { name } });
}
