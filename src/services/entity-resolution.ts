import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

function output(type: string): WriterResource {
  return {
    type,
    what: 'the output tables',
    within: ['OutputSourceConfig', EACH],
    bucket: ['OutputS3Path'],
    encryption: { kmsKey: ['KMSArn'], otherwise: NamedEncryption.UNDOCUMENTED },
    fix: { kmsKey: 'set KMSArn of the output source to the ARN of the key of the bucket' },
    role: [[RESOURCE, 'RoleArn']],
  };
}

/** Without a key it is one of Entity Resolution, and AWS does not say what S3 is told. */
export const ENTITY_RESOLUTION: WriterService = {
  title: 'AWS Entity Resolution',
  documentedAt: { url: 'https://docs.aws.amazon.com/entityresolution/latest/apireference/API_IdMappingJobOutputSource.html', read: '2026-11-29' },
  calledBy: 'the role of the workflow (`RoleArn`)',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite()` for the role of the workflow.',
  limits: ['Without `KMSArn`, Entity Resolution uses its own key, and AWS does not document the encryption that it specifies in S3 requests.'],
  resources: [output('AWS::EntityResolution::IdMappingWorkflow'), output('AWS::EntityResolution::MatchingWorkflow')],
};
