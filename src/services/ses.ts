import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import type { WriterService } from './writer-service';

/** The key of a receipt rule is for client-side encryption: S3 is told nothing of it. */
export const SES: WriterService = {
  title: 'Amazon Simple Email Service (SES)',
  documentedAt: { url: 'https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html', read: '2026-11-29' },
  calledBy: 'the role in `IamRoleArn`, or without a role, the service principal `ses.amazonaws.com`',
  principal: 'ses.amazonaws.com',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  grant: 'Call `bucket.grantPut()` for the role in `IamRoleArn`. Without a role, allow `s3:PutObject` for `ses.amazonaws.com` in the bucket policy, and `kms:GenerateDataKey*` and `kms:Decrypt` in the policy of the key of the bucket, with `aws:SourceAccount` and `aws:SourceArn`.',
  limits: [
    '`KmsKeyArn` of the S3 action enables client-side encryption. S3 also encrypts such mail with the default encryption, and only the Amazon S3 Encryption Client can read it.',
    'SES cannot specify an encryption in S3 requests: a bucket policy that requires encryption headers denies its mail.',
  ],
  resources: [{
    type: 'AWS::SES::ReceiptRule',
    what: 'the received mail',
    within: ['Rule', 'Actions', EACH, 'S3Action'],
    bucket: ['BucketName'],
    encryption: { otherwise: NamedEncryption.NONE },
    fix: {},
    role: [['IamRoleArn']],
  }],
};
