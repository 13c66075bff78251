import type { CreateJobCommandInput } from '@aws-sdk/client-s3-control';
import { type App, aws_kms as kms, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import {
  CurrentEncryption, type DefaultEncryption, EncryptedBucket, ObjectReencryption, type ObjectReencryptionProps, ObjectSelection,
} from '../../src';
import { ACCOUNT, REGION } from '../support/concrete';
import { aStack } from '../support/stacks';
import { World } from '../support/world';

export const HOME = { account: ACCOUNT, region: REGION };
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export type Given = Partial<ObjectReencryptionProps> & { defaultEncryption?: DefaultEncryption };

export function reencrypted({ defaultEncryption, ...props }: Given = {}, stack = aStack(HOME)) {
  // Never versioned, so that S3 can find the objects of a job that copies.
  const bucket = props.bucket ?? new EncryptedBucket(stack, 'Data', { defaultEncryption, versioned: false });
  const job = new ObjectReencryption(stack, 'Reencryption', { bucket, neverVersioned: props.bucket === undefined, ...props });
  return { stack, job, bucket };
}

export function requestOf(stack: Stack): CreateJobCommandInput {
  const [{ properties }, ...others] = World.of(stack.node.root as App).ofType('Custom::S3BatchOperationsJob');
  expect(others).toEqual([]);
  return (JSON.parse(properties.Create as string) as { parameters: CreateJobCommandInput }).parameters;
}

export const REPORT = { bucket: 'the-inventories', manifestObjectKey: 'inventory/data/encryption/2026-01-04T01-00Z/manifest.json', manifestEtag: '60e460c9d1046e73f7dde5043ac3ae85' };
export const listed = (stack: Stack, encryptedWith?: CurrentEncryption[]) =>
  ObjectSelection.listedIn({ ...REPORT, bucket: s3.Bucket.fromBucketName(stack, 'Inventories', REPORT.bucket), objectVersions: s3.InventoryObjectVersion.CURRENT, encryptedWith });
export const matching = (...encryptedWith: CurrentEncryption[]) => ObjectSelection.matching({ encryptedWith });
export const formerKey = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Former', KEY_ARN);

export function everyResource(stack: Stack) {
  const world = World.of(stack.node.root as App);
  const bucket = world.ofType('AWS::S3::Bucket').find(({ logicalId }) => !logicalId.includes('Reports'))!;
  const [rule] = (bucket.properties.BucketEncryption as { ServerSideEncryptionConfiguration: any[] }).ServerSideEncryptionConfiguration;
  const policy = world.ofType('AWS::S3::BucketPolicy').find(({ properties }) => properties.Bucket === bucket.name);
  const role = world.ofType('AWS::IAM::Role').find(({ logicalId }) => logicalId.startsWith('ReencryptionRole'))!;
  const reports = world.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.includes('Reports'))!;
  const keyArn = rule.ServerSideEncryptionByDefault.KMSMasterKeyID as string | undefined;
  return { world, bucketArn: bucket.arn, policy, role, reports, keyArn, key: keyArn === undefined ? undefined : world.at(keyArn) };
}
