import { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { application } from './access';
import { PARTNER, PARTNER_ACCOUNT, type Places, type Specimens } from './places';
import {
  BucketReplication, CrossAccountGrantee, CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin, EncryptionKey, LogSource,
  ObjectReencryption, ObjectSelection, ReplicationDestination, UploadEncryption,
} from '../../src';

/** A bucket with two keys, and everybody who uses it. */
function inUse(places: Places, key: 'former' | 'next') {
  const { stack } = places;
  const keys = { former: new EncryptionKey(stack, 'FormerKey'), next: new EncryptionKey(stack, 'NextKey') };
  const accepted = key === 'former' ? keys.next : keys.former;
  const bucket = new EncryptedBucket(stack, 'Data', {
    defaultEncryption: DefaultEncryption.sseKms({ key: keys[key] }),
    uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [accepted] }),
  });
  bucket.grantReadWrite(application(stack));
  bucket.grantRead(application(places.at('Partner', PARTNER), 'Application', 'partners-application'));
  bucket.grantCrossAccountWrite(CrossAccountGrantee.account(PARTNER_ACCOUNT), 'inbox/*');
  bucket.grantSnapshotExport(application(stack, 'Exports'), { starter: application(stack, 'Starter') });
  bucket.acceptLogsFrom(LogSource.config());
  new cloudfront.Distribution(stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket) } });
  new EncryptedBucket(stack, 'Listed').addInventory({ destination: { bucket } });
  const copies = new EncryptedBucket(places.at('Copies', PARTNER), 'Copies');
  new BucketReplication(stack, 'Replication', { source: bucket, rules: [{ destination: ReplicationDestination.bucket(copies) }] });
  return { stack, bucket, ...keys };
}

/** A bucket while its key is being changed. */
export const KEY_CHANGE: Specimens = {
  'change of a key: the next one is accepted': (places) => { inUse(places, 'former'); },
  'change of a key: the former one is accepted, and objects are re-encrypted': (places) => {
    const { stack, bucket, former } = inUse(places, 'next');
    const objects = ObjectSelection.matching({ encryptedWith: [CurrentEncryption.sseKms({ key: former })] });
    new ObjectReencryption(stack, 'Reencryption', { bucket, objects });
  },
  'change of a key: one of another stack is accepted by a destination of replicas': (places) => {
    const accepted = new EncryptionKey(places.at('Keys', PARTNER), 'NextKey');
    const copies = new EncryptedBucket(places.at('Copies', PARTNER), 'Copies', { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [accepted] }) });
    const source = new EncryptedBucket(places.stack, 'Data');
    new BucketReplication(places.stack, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(copies) }] });
  },
};
