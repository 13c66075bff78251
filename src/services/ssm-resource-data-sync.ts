import { NamedEncryption } from './named-encryption';
import type { WriterResource, WriterService } from './writer-service';

function destination(within?: readonly string[]): WriterResource {
  return {
    type: 'AWS::SSM::ResourceDataSync',
    what: 'the inventory data',
    ...within && { within },
    bucket: ['BucketName'],
    encryption: { kmsKey: ['KMSKeyArn'], otherwise: NamedEncryption.UNDOCUMENTED },
    fix: { kmsKey: 'set KMSKeyArn of the resource data sync to the ARN of the key of the bucket' },
  };
}

export const SSM_RESOURCE_DATA_SYNC: WriterService = {
  title: 'AWS Systems Manager resource data sync',
  documentedAt: { url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/inventory-resource-data-sync.html', read: '2026-11-29' },
  calledBy: 'the service principal `ssm.amazonaws.com`',
  principal: 'ssm.amazonaws.com',
  keyActions: ['kms:GenerateDataKey'],
  grant: 'Allow `s3:GetBucketAcl` and `s3:PutObject` for `ssm.amazonaws.com` in the bucket policy, and `kms:GenerateDataKey` in the key policy, with `aws:SourceAccount` and `aws:SourceArn` (`arn:aws:ssm:*:<account>:resource-data-sync/*`).',
  limits: [
    'A bucket with Object Lock cannot be the destination.',
    'The key must be a customer managed key in the Region of the bucket, and must be specified by its ARN.',
  ],
  resources: [destination(), destination(['S3Destination'])],
};
