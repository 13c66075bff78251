import { App } from '../../../../src/template';
import type { TemplateFile } from '../../../../src/validation/assembly';
import { Acknowledgements } from '../../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../../src/validation/posture';
import { Baseline, htmlReportPieces, type Report, reportedOf, reportOf } from '../../../../src/validation/reports';
import { dataOfReport } from '../../../../src/validation/reports/html/data-of-report';
import type { ReportData } from '../../../../src/validation/reports/html/report-data';
import { RuleSet } from '../../../../src/validation/rule-sets';

type Resources = { readonly [logicalId: string]: object };

export interface StackOfApp {
  readonly name: string;
  readonly resources: Resources;
  readonly account?: string;
  readonly region?: string;
  readonly parameters?: object;
  /** The rules that are acknowledged, with the constructs and the reasons. */
  readonly acknowledged?: readonly { readonly construct: string; readonly rule: string; readonly reason: string }[];
}

export interface MadeReport {
  readonly posture: Posture;
  readonly templates: readonly TemplateFile[];
  readonly report: Report;
  readonly data: ReportData;
  readonly html: string;
}

/** The report of an app of these stacks. */
export function reportOfApp(stacks: readonly StackOfApp[], ruleSet = RuleSet.recommended(), baseline?: Report): MadeReport {
  const templates = stacks.map(templateFile);
  const posture = Posture.of(App.of(templates.map(({ source }) => source)));
  const report = reportOf(posture, ruleSet, templates, { baseline: baseline && Baseline.of(baseline).compared(), hasMap: true });
  return {
    posture,
    templates,
    report,
    get data() { return dataOfReport(report, reportedOf(posture, templates), '1.2.3'); },
    get html() { return [...htmlReportPieces(report, reportedOf(posture, templates))].join(''); },
  };
}

function acknowledgementsOf(all: StackOfApp['acknowledged'] = []): Acknowledgements {
  const made = new Acknowledgements();
  for (const { construct, reason, rule } of all) { made.addForConstruct(construct, `S3Encryption::${rule}`, reason); }
  return made;
}

function templateFile({ account, acknowledged, name, parameters, region, resources }: StackOfApp): TemplateFile {
  const json = { ...(parameters ? { Parameters: parameters } : {}), Resources: resources };
  const path = `cdk.out/${name}.template.json`;
  return {
    source: { name, json, stackName: name, environment: { account, region } },
    file: `/app/${path}`,
    path,
    text: JSON.stringify(json, undefined, 1),
    stack: name,
    constructPaths: new Map(Object.keys(resources).map((id) => [id, `${name}/${id}/Resource`])),
    acknowledgements: acknowledgementsOf(acknowledged),
  };
}

const ACCOUNT = '111122223333';

/** Three buckets: one with a key of its own, one for logs, and one of which little is known. */
export function smallApp(): StackOfApp[] {
  return [{
    name: 'Data',
    account: ACCOUNT,
    region: 'eu-west-1',
    parameters: { Algorithm: { Type: 'String' } },
    resources: {
      Key: key(),
      Orders: bucket({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, {
        LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'orders/' },
        VersioningConfiguration: { Status: 'Enabled' },
        InventoryConfigurations: [{
          Id: 'weekly',
          Enabled: true,
          IncludedObjectVersions: 'Current',
          ScheduleFrequency: 'Weekly',
          Destination: { BucketArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Format: 'CSV' },
        }],
        ReplicationConfiguration: {
          Role: `arn:aws:iam::${ACCOUNT}:role/replication`,
          Rules: [{
            Id: 'all',
            Status: 'Enabled',
            Priority: 1,
            Filter: { Prefix: '' },
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: { Bucket: 'arn:aws:s3:::replicas' },
          }],
        },
      }, true),
      OrdersPolicy: policy('Orders', [plainHttp('Orders'), oldTls('Orders')]),
      Logs: bucket({ SSEAlgorithm: 'AES256' }),
      Uploads: bucket({ SSEAlgorithm: { Ref: 'Algorithm' } }),
    },
  }];
}

/** A bucket of each type, with what belongs to them: policies, a table, vector indexes, metadata tables. */
export function typesApp(): StackOfApp[] {
  const kms = (algorithm: string, named: string) => ({ [algorithm]: 'aws:kms', [named]: { 'Fn::GetAtt': ['Key', 'Arn'] } });
  const allowed = (actions: string, resource: unknown, principal: unknown = { AWS: `arn:aws:iam::${ACCOUNT}:root` }) => (
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: actions, Resource: resource }] }
  );
  return [{
    name: 'Data',
    account: ACCOUNT,
    region: 'eu-west-1',
    resources: {
      Key: key(),
      Orders: bucket({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, {
        MetadataConfiguration: {
          JournalTableConfiguration: { RecordExpiration: { Expiration: 'DISABLED' }, EncryptionConfiguration: kms('SseAlgorithm', 'KmsKeyArn') },
        },
      }, true),
      OrdersPolicy: policy('Orders', [plainHttp('Orders'), oldTls('Orders')]),
      Sessions: {
        Type: 'AWS::S3Express::DirectoryBucket',
        Properties: {
          DataRedundancy: 'SingleAvailabilityZone',
          LocationName: 'euw1-az1',
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: kms('SSEAlgorithm', 'KMSMasterKeyID') }] },
        },
      },
      SessionsPolicy: { Type: 'AWS::S3Express::BucketPolicy', Properties: { Bucket: { Ref: 'Sessions' }, PolicyDocument: allowed('s3:GetObject', '*') } },
      Tables: { Type: 'AWS::S3Tables::TableBucket', Properties: { TableBucketName: 'tables', EncryptionConfiguration: kms('SSEAlgorithm', 'KMSKeyArn') } },
      Sales: { Type: 'AWS::S3Tables::Table', Properties: { TableBucketARN: { Ref: 'Tables' }, Namespace: 'sales', TableName: 'sales', OpenTableFormat: 'ICEBERG' } },
      SalesPolicy: { Type: 'AWS::S3Tables::TablePolicy', Properties: { TableARN: { Ref: 'Sales' }, ResourcePolicy: allowed('s3:GetObject', '*') } },
      Vectors: { Type: 'AWS::S3Vectors::VectorBucket', Properties: { EncryptionConfiguration: kms('SseType', 'KmsKeyArn') } },
      Weak: vectorIndex({ 'Fn::GetAtt': ['Vectors', 'VectorBucketArn'] }, { SseType: 'AES256' }),
      Strong: vectorIndex({ 'Fn::GetAtt': ['Vectors', 'VectorBucketArn'] }, kms('SseType', 'KmsKeyArn')),
      Elsewhere: vectorIndex(`arn:aws:s3vectors:eu-west-1:${ACCOUNT}:bucket/embeddings`, kms('SseType', 'KmsKeyArn')),
      Plain: { Type: 'AWS::S3Vectors::VectorBucket' },
      Unnamed: { Type: 'AWS::S3Tables::TableBucket', Properties: { TableBucketName: 'unnamed', EncryptionConfiguration: { SSEAlgorithm: 'aws:kms' } } },
    },
  }];
}

function vectorIndex(bucketArn: unknown, encryption: object): object {
  return {
    Type: 'AWS::S3Vectors::Index',
    Properties: { VectorBucketArn: bucketArn, DataType: 'float32', Dimension: 3, DistanceMetric: 'cosine', EncryptionConfiguration: encryption },
  };
}

/** The small app compared with a former state of it: what is new, what is known, what is acknowledged, and what is resolved. */
export function comparedApp(): { readonly stacks: StackOfApp[]; readonly baseline: Report } {
  const [before] = smallApp();
  const { Former, ...resources } = { ...before.resources, Former: { Type: 'AWS::S3::Bucket' } };
  const baseline = reportOfApp([{ ...before, resources: { ...resources, Former } }]).report;
  return {
    baseline,
    stacks: [{
      ...before,
      resources: { ...resources, Added: { Type: 'AWS::S3::Bucket' } },
      acknowledged: [{ construct: 'Data/Logs', rule: 'SecureTransportRequired', reason: 'Only log delivery writes here.' }],
    }],
  };
}

/** Stacks with buckets that share a key, and log to a bucket of their stack; one in ten is another kind. */
export function largeApp(buckets: number, perStack: number): StackOfApp[] {
  const regions = ['eu-west-1', 'us-east-1', 'ap-southeast-2'];
  return Array.from({ length: Math.ceil(buckets / perStack) }, (_, stack) => {
    const count = Math.min(perStack, buckets - stack * perStack);
    const resources: { [logicalId: string]: object } = { Key: key(), Logs: bucket({ SSEAlgorithm: 'AES256' }) };
    for (let i = 1; i < count; i++) {
      const id = `Bucket${i}`;
      resources[id] = i % 10 === 0
        ? bucket({ SSEAlgorithm: 'aws:kms' }, {}, false)
        : bucket({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, { LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: `${id}/` } }, true);
      resources[`${id}Policy`] = policy(id, [plainHttp(id), ...(i % 2 === 0 ? [oldTls(id)] : [])]);
    }
    return { name: `Stack${stack + 1}`, account: ACCOUNT, region: regions[stack % regions.length], resources };
  });
}

/** A bucket whose names try to be markup, and to turn the text round. */
export const HOSTILE = '<img src=x onerror="document.title=1">\u202egnp.exe</script><!--';

export function hostileApp(): StackOfApp[] {
  return [{ name: `Stack ${HOSTILE}`, account: HOSTILE, resources: { [HOSTILE]: bucket({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: HOSTILE }, { BucketName: HOSTILE }) } }];
}

function key(): object {
  return {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }] },
    },
  };
}

function bucket(byDefault: object, properties: object = {}, bucketKey?: boolean): object {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          ServerSideEncryptionByDefault: byDefault,
          ...(bucketKey === undefined ? {} : { BucketKeyEnabled: bucketKey }),
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        }],
      },
      ...properties,
    },
  };
}

function policy(of: string, statements: readonly object[]): object {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: of }, PolicyDocument: { Version: '2012-10-17', Statement: statements } } };
}

function plainHttp(of: string): object {
  return denied(of, { Bool: { 'aws:SecureTransport': 'false' } });
}

function oldTls(of: string): object {
  return denied(of, { NumericLessThan: { 's3:TlsVersion': '1.2' } });
}

function denied(of: string, condition: object): object {
  const arn = { 'Fn::GetAtt': [of, 'Arn'] };
  return { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }], Condition: condition };
}
