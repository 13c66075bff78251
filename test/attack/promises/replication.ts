import { granted } from './granted';
import { Who } from '../attackers';
import { type Promised, throughS3For, throughS3ForItsBucket } from '../promise';

const REPLICATIONS = /^(BucketReplication|TwoWayReplication)/;
const REPLICATES = /^((Stack|Here)-Replication-[0-9A-F]{8}-.*|(Here|Third)-TwoWay-((First|Second)-)?[0-9A-F]{8}-.*|replicates-orders)$/;
/** Names of roles are shortened in their middle. */
const PUTS_CONFIGURATION = /-(Con)?figuration[0-9A-F]{8}-/;
const REPLICATES_EXISTING = /-Existing-/;

/** What roles of replications need. */
export const OF_REPLICATION: readonly Promised[] = [
  ...granted({
    why: 'decision 0016: a replication role reads the source',
    specimens: REPLICATIONS,
    name: REPLICATES,
    s3: [
      's3:GetReplicationConfiguration', 's3:ListBucket', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging',
      's3:GetObjectVersionAnnotationForReplication',
    ],
    resource: /^arn:aws:s3:::(stack-source|here-bucket|there-bucket|orders)/,
  }),
  ...granted({
    why: 'decision 0016: a replication role replicates to the destination',
    specimens: REPLICATIONS,
    name: REPLICATES,
    s3: ['s3:ReplicateObject', 's3:ReplicateObjectAnnotation', 's3:ReplicateTags'],
    resource: /^arn:aws:s3:::(stack-destination|here-bucket|there-bucket|replicas)/,
  }),
  ...granted({
    why: 'rules with deleteMarkers',
    specimens: /^(BucketReplication across|TwoWayReplication)/,
    name: REPLICATES,
    s3: ['s3:ReplicateDelete'],
    resource: /^arn:aws:s3:::(here|there)-bucket/,
  }),
  ...granted({
    why: 'ownerOverride', specimens: /^BucketReplication across accounts/, name: REPLICATES, s3: ['s3:ObjectOwnerOverrideToBucketOwner'], resource: /^arn:aws:s3:::there-bucket/,
  }),
  ...granted({
    why: 'decision 0016: a replication role decrypts with the keys of the source', specimens: REPLICATIONS, name: REPLICATES, kms: ['kms:Decrypt'],
  }),
  ...granted({
    why: 'decision 0016: a replication role encrypts with the key of the destination',
    specimens: REPLICATIONS,
    name: REPLICATES,
    kms: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'],
    key: (finding) => /key\/(Stack-Destination|There|Here|1234abcd)/.test(finding.target.arn) && (throughS3ForItsBucket(finding) || throughS3For(/^arn:aws:s3:::replicas(\/|$)/)(finding)),
  }),
  ...granted({
    why: 'replicateExisting(): the role of the job has S3 find and replicate the objects',
    specimens: REPLICATIONS,
    name: REPLICATES_EXISTING,
    s3: ['s3:InitiateReplication', 's3:GetReplicationConfiguration', 's3:PutInventoryConfiguration'],
    resource: /^arn:aws:s3:::(stack-source|here-bucket|there-bucket)/,
  }),
  ...granted({
    why: 'replicateExisting(): the role of the job writes the report', specimens: REPLICATIONS, name: REPLICATES_EXISTING, s3: ['s3:PutObject'], resource: /reports[^/]*\/batch-replication\//,
  }),
  {
    why: 'decision 0015: the second configuration is put by a role of its own',
    who: Who.ROLE,
    name: PUTS_CONFIGURATION,
    kind: 'bucket',
    actions: ['s3:PutReplicationConfiguration', 's3:GetReplicationConfiguration'],
    specimens: /^TwoWayReplication/,
    resource: /^arn:aws:s3:::there-bucket/,
  },
  {
    why: 'decision 0015: the role that puts the second configuration passes that replication role to S3',
    who: Who.ROLE,
    name: PUTS_CONFIGURATION,
    kind: 'role',
    actions: ['iam:PassRole'],
    specimens: /^TwoWayReplication/,
    resource: /-TwoWay-(Second-)?[0-9A-F]{8}-/,
    when: ({ context }) => context['iam:PassedToService'] === 's3.amazonaws.com',
  },
];
