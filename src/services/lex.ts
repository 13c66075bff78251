import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

function audioLogs(type: string, within: readonly string[], role?: WriterResource['role']): WriterResource {
  return {
    type,
    what: 'the audio logs of conversations',
    within: [...within, 'ConversationLogSettings', 'AudioLogSettings', EACH, 'Destination', 'S3Bucket'],
    bucket: ['S3BucketArn'],
    encryption: { kmsKey: ['KmsKeyArn'], otherwise: NamedEncryption.NONE },
    fix: { kmsKey: 'set KmsKeyArn of the S3 destination to the ARN of the key of the bucket, or leave it out' },
    role,
  };
}

/** Without a key the default encryption of the bucket applies: so says the guide of Lex V1, and that of V2 nothing else. */
export const LEX: WriterService = {
  title: 'Amazon Lex',
  documentedAt: { url: 'https://docs.aws.amazon.com/lex/latest/dg/conversation-logs-encrypting.html', read: '2026-11-29' },
  calledBy: 'the role of the bot (`RoleArn`)',
  keyActions: ['kms:GenerateDataKey'],
  grant: 'Call `bucket.grantPut()` for the role of the bot.',
  limits: ['Amazon Lex supports only symmetric AWS KMS keys.', 'The guide of Amazon Lex V1 documents that without a key, the default encryption of the bucket applies.', 'Text logs are delivered to CloudWatch Logs, and are encrypted with the key of the log group.'],
  resources: [
    audioLogs('AWS::Lex::BotAlias', []),
    audioLogs('AWS::Lex::Bot', ['TestBotAliasSettings'], [[RESOURCE, 'RoleArn']]),
  ],
};
