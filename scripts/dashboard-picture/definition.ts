/**
 * The definition of a dashboard, as the picture needs it.
 */
import { App, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, BucketReplication, EncryptionMonitor, ReplicationDestination, WatchedBuckets } from '../../src';

export interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly stacked?: boolean;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
  };
}

const ENCRYPTIONS: readonly (readonly [string, () => DefaultEncryption])[] = [
  ['Reports', () => DefaultEncryption.sseKms()],
  ['Dossiers', () => DefaultEncryption.dsseKms()],
  ['Thumbnails', () => DefaultEncryption.sseS3()],
];

/** The widgets of a monitor of so many buckets. */
export function exampleDashboard(buckets: number): Widget[] {
  const app = new App({ analyticsReporting: false });
  const env = { account: '111122223333', region: 'eu-west-1' };
  const stack = new Stack(app, 'Archive', { env });
  const made = Array.from({ length: buckets }, (_, i) => {
    const [name, encryption] = ENCRYPTIONS[i % ENCRYPTIONS.length];
    const number = i < ENCRYPTIONS.length ? '' : String(Math.floor(i / ENCRYPTIONS.length) + 1);
    return new EncryptedBucket(stack, `${name}${number}`, { bucketName: `example-${name.toLowerCase()}${number}`, defaultEncryption: encryption() });
  });
  const replication = new BucketReplication(stack, 'Replication', {
    source: made[0],
    rules: [{
      id: 'everything',
      destination: ReplicationDestination.fromAttributes({
        bucketArn: 'arn:aws:s3:::example-reports-replica',
        account: env.account,
        region: 'eu-central-1',
        kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      }),
    }],
  });
  new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(...made), replication: [replication] });
  const { Resources: resources } = app.synth().getStackByName(stack.stackName).template as { Resources: Resources };
  const dashboard = Object.values(resources).find(({ Type: type }) => type === 'AWS::CloudWatch::Dashboard')!;
  return (JSON.parse(filledIn(dashboard.Properties.DashboardBody, resources)) as { widgets: Widget[] }).widgets;
}

interface Resources { readonly [id: string]: { readonly Type: string; readonly Properties: { readonly [name: string]: unknown } } }

/** A reference stands for the name of a bucket, and for the logical id of what gets its name at deployment. */
function filledIn(value: unknown, resources: Resources): string {
  if (typeof value === 'string') { return value; }
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as { 'Ref'?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (join) { return join[1].map((part) => filledIn(part, resources)).join(join[0]); }
  if (ref !== undefined) { return String(resources[ref]?.Properties.BucketName ?? ref); }
  if (attribute) { return attribute[0]; }
  throw new Error(`This cannot be shown: ${JSON.stringify(value)}`);
}
