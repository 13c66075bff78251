/** Reasons that several validators have in common. */
export const REASONS = {
  ACCESS_LOGS: 'Where access logs go is the choice of the user (`accessLogs`): only the user has the log bucket. A log bucket would need another log bucket.',
  REPLICATION: 'Replication doubles what a bucket costs, and needs a second bucket: `BucketReplication` adds it.',
  DSSE: 'The rule accepts `aws:kms` and does not know `aws:kms:dsse`, which encrypts under a KMS key, twice.',
  SSE_S3: 'A `LogBucket` has SSE-S3, because AWS services that deliver logs document no other encryption, or not for each of them. Elsewhere the specimen chooses SSE-S3.',
  FOREIGN_BUCKET: 'Mixins change encryption and policies, and nothing else of a bucket that somebody else creates.',
  LEGACY: '`BucketLegacyPolicyMigration` changes only the statements that deny uploads without a header.',
  FOREIGN_KEY: 'The key is a `kms.Key` or `sqs.Queue` of the specimen; each key of ours rotates.',
  DISTRIBUTION: 'The distribution is the specimen\'s. This library adds its origin only.',
  TRAIL: 'The trail is the specimen\'s. This library accepts its logs only.',
  QUEUE: 'The queue is the specimen\'s.',
  LAMBDA: 'Functions of custom resources run during a deployment only and call AWS APIs only: CloudFormation reports it if they fail, and they have nothing to reach in a VPC.',
  LOG_GROUP: 'The log groups of custom resources hold what AWS answered to an update of a configuration, that of a Hook the names of resources with findings, and neither holds data. CloudWatch Logs encrypts them with its own key, unless `logGroup` is passed to the Hook. The group of the monitor is the specimen\'s.',
  ALARM_ACTIONS: '`ReplicationHealth` leaves the actions to the user, because they have to be in the Region of each alarm: `addAlarmAction()`.',
  VERSIONING: 'The specimen chooses it. Mixins change nothing but encryption and policies.',
} as const;
