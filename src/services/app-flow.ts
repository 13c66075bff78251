import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterService } from './writer-service';

/** Without a key it is one of AppFlow, and AWS does not say what S3 is told. */
export const APP_FLOW: WriterService = {
  title: 'Amazon AppFlow',
  documentedAt: { url: 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html', read: '2026-11-29' },
  calledBy: 'the service principal `appflow.amazonaws.com`',
  principal: 'appflow.amazonaws.com',
  keyActions: [],
  grant: 'Allow `appflow.amazonaws.com` in the bucket policy. With a customer managed key, AppFlow requests a grant on the key (`kms:CreateGrant` through `appflow.<region>.amazonaws.com`), so the principal that creates the flow needs that permission.',
  limits: [
    'AppFlow always encrypts with AWS KMS: with the key in `KMSArn`, or with a key of AppFlow.',
    'The key of an `EncryptedBucket` can be used only through S3, and AppFlow does not request its grant through S3: allow it in the key policy.',
  ],
  resources: [{
    type: 'AWS::AppFlow::Flow',
    what: 'the transferred data',
    within: ['DestinationFlowConfigList', EACH, 'DestinationConnectorProperties', 'S3'],
    bucket: ['BucketName'],
    encryption: { kmsKey: [RESOURCE, 'KMSArn'], otherwise: NamedEncryption.UNDOCUMENTED },
    fix: { kmsKey: 'set KMSArn of the flow to the ARN of the key of the bucket' },
  }],
};
