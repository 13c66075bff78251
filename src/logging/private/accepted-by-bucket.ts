import { type aws_iam as iam, Lazy } from 'aws-cdk-lib';
import { Accepted, MOST_LISTED } from './accepted';
import { denyNestedLogFolders } from '../../policy';
import type { LogDelivery, LogProducer } from '../log-producer';

const OWNER_FULL_CONTROL = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/** What the policy of a bucket says of all sources of one kind: one statement for the objects, one for the bucket itself. */
export class AcceptedByBucket extends Accepted {
  public readonly statements: readonly iam.PolicyStatement[];

  constructor(kind: LogProducer, bucketArn: string, first: LogDelivery) {
    super(kind, first);
    const objects = Lazy.uncachedList({ produce: () => this.keys().map((key) => `${bucketArn}/${key}`) });
    this.statements = [
      this.allow('', ['s3:PutObject'], objects, kind.ownerFullControl ? OWNER_FULL_CONTROL : {}),
      ...(kind.bucketActions.length === 0 ? [] : [this.allow('BucketCheck', kind.bucketActions, [bucketArn])]),
      ...(kind.confinedByFolder === undefined ? [] : [
        denyNestedLogFolders(bucketArn, { sid: `DenyNested${kind.id}`, services: [...first.services], folder: kind.confinedByFolder }),
      ]),
    ];
  }

  protected sourceArns(): string[] {
    const listed = this.all(({ sourceArns }) => sourceArns);
    return listed.length > MOST_LISTED ? this.all(({ anySourceArns }) => anySourceArns) : listed;
  }

  private keys(): string[] {
    const keys = this.all((delivery) => delivery.keys);
    if (keys.includes('*')) { return ['*']; }
    return keys.length > MOST_LISTED ? [`${commonFolder(keys)}*`] : keys;
  }
}

/** The folders with which all keys begin. */
function commonFolder(keys: readonly string[]): string {
  const [first, ...others] = keys.map((key) => key.split('/').slice(0, -1));
  const differs = first.findIndex((folder, depth) => others.some((other) => other[depth] !== folder));
  return (differs < 0 ? first : first.slice(0, differs)).map((folder) => `${folder}/`).join('');
}
