import { STRANGERS_ACCOUNT, Who } from '../attackers';
import type { Promised } from '../promise';

/** Services, whoever makes them ask. Strangers themselves, and own roles without rights, are promised nothing. */
export const OF_SERVICES: readonly Promised[] = [
  {
    why: 'LogSource.redshift(): AWS documents no condition; what keeps other accounts out is that the keys of logs tell whose they are',
    who: Who.SERVICE,
    name: /^redshift\.amazonaws\.com$/,
    kind: 'bucket',
    actions: ['s3:PutObject'],
    resource: /\/AWSLogs\/\d{12}\//,
    when: ({ resource }) => !resource.includes(STRANGERS_ACCOUNT),
  },
  {
    why: 'LogSource.redshift(): AWS documents no condition; Amazon Redshift checks the bucket before it writes',
    who: Who.SERVICE,
    name: /^redshift\.amazonaws\.com$/,
    kind: 'bucket',
    actions: ['s3:GetBucketAcl'],
  },
  {
    why: 'decision 0029: for the policy of a topic EventBridge documents no condition',
    who: Who.SERVICE,
    name: /^events\.amazonaws\.com$/,
    kind: 'topic',
    actions: ['sns:Publish'],
    specimens: /monitor/i,
  },
  {
    why: 'decision 0029: the key of an alert topic is confined by the topics, because Amazon SNS documents that the source is not supported',
    who: Who.SERVICE,
    name: /^(events|cloudwatch)\.amazonaws\.com$/,
    kind: 'key',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    specimens: /monitor/i,
    when: ({ context, target }) => String(context['kms:EncryptionContext:aws:sns:topicArn']).startsWith(`arn:aws:sns:${target.region}:${target.account}:`),
  },
  {
    why: 'ReplicationRoleTrust: AWS documents no condition; who passes a role to a service needs iam:PassRole in the account of the role',
    who: Who.SERVICE,
    name: /^(lambda|cloudtrail|s3|batchoperations\.s3|export\.rds)\.amazonaws\.com$/,
    kind: 'role',
    actions: ['sts:AssumeRole'],
  },
  {
    why: 'decisions 0012 and 0019: a key that is not confined to buckets serves a service for any bucket of the account',
    who: Who.OWN_SERVICE,
    kind: 'key',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:DescribeKey'],
    specimens: /^(?!.*(confined|of which the distribution is known))/,
  },
  {
    why: 'decision 0019: log delivery is confined by its source, also where the key is confined to buckets',
    who: Who.OWN_SERVICE,
    name: /^config\.amazonaws\.com$/,
    kind: 'key',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    specimens: /^EncryptionKey confined to buckets that services use$/,
  },
];
