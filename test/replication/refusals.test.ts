import { App, Aws, aws_kms as kms, aws_s3 as s3, CfnParameter, Fn, Stack, Stage, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  BucketReplication, type BucketReplicationRule, CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, mixins, ReplicationAccess,
  ReplicationDestination, ReplicationRoleTrust,
} from '../../src';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THERE = { account: '222222222222', region: 'us-east-1' };
const UUID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY = `arn:aws:kms:us-east-1:222222222222:key/${UUID}`;
const SSE_S3 = { defaultEncryption: DefaultEncryption.sseS3() };

interface Setting { readonly app: App; readonly here: Stack; readonly there: Stack }

function setting(): Setting {
  const app = new App();
  return { app, here: new Stack(app, 'Here', { env: HERE }), there: new Stack(app, 'There', { env: THERE }) };
}

type Rule = Partial<BucketReplicationRule>;

/** Replicates one encrypted bucket to another of the same stack, by rules that say more than the destination. */
function within(...rules: Rule[]): void {
  const { here } = setting();
  const destination = ReplicationDestination.bucket(new EncryptedBucket(here, 'Replicas'));
  new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: rules.map((rule) => ({ destination, ...rule })) });
}

function toAttributes(attributes: object, source: object = {}): void {
  const { here } = setting();
  new BucketReplication(here, 'Replication', {
    source: new EncryptedBucket(here, 'Data', source),
    rules: [{ destination: ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::replicas', ...attributes }) }],
  });
}

function replicate(source: s3.Bucket | s3.CfnBucket, destination: s3.IBucket | s3.CfnBucket, more: object = {}): void {
  new BucketReplication(Stack.of(source), 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(destination) }], ...more });
}

const REFUSED: [string, () => void, string][] = [
  ['a source without versioning', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data', { versioned: false }), new EncryptedBucket(here, 'Replicas'));
  }, 'Here/Replication: bucket Here/Data is replicated, but its versioning is not enabled. Fix: set versioned of the bucket to true.'],

  ['a destination without versioning', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data'), new s3.Bucket(here, 'Replicas', { encryption: s3.BucketEncryption.KMS }));
  }, 'Here/Replication: bucket Here/Replicas is a destination of replication, but its versioning is not enabled. Fix: '],

  ['a destination whose versioning is suspended', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data'), new s3.CfnBucket(here, 'Replicas', { versioningConfiguration: { status: 'Suspended' } }));
  }, 'bucket Here/Replicas is a destination of replication, but its versioning is Suspended. Fix: '],

  ['a bucket onto itself', () => {
    const bucket = new EncryptedBucket(setting().here, 'Data');
    replicate(bucket, bucket.node.defaultChild as s3.CfnBucket);
  }, 'Here/Replication: bucket Here/Data cannot be replicated to itself. Fix: use another bucket as the destination.'],

  ['a bucket onto itself by its name', () => toAttributes({ bucketArn: 'arn:aws:s3:::data' }, { bucketName: 'data' }),
    'bucket Here/Data cannot be replicated to itself (arn:aws:s3:::data). Fix: '],

  ['an imported source', () => {
    const { here } = setting();
    const source = s3.Bucket.fromBucketName(here, 'Data', 'data');
    new BucketReplication(here, 'Replication', { source, rules: [] });
  }, 'Here/Replication: bucket Here/Data is imported, and its replication can be configured only in the app that creates it. Fix: use a bucket that is created in this app.'],

  ['an imported destination', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data'), s3.Bucket.fromBucketName(here, 'Replicas', 'replicas'));
  }, 'bucket Here/Replicas is imported, so its configuration is unknown. Fix: specify it with ReplicationDestination.fromAttributes().'],

  ['aws/s3 of another account', () => {
    const { here, there } = setting();
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(there, 'Replicas', { defaultEncryption: DefaultEncryption.sseKmsAwsManaged() }));
  }, 'objects of bucket Here/Data may be encrypted with KMS keys, and their replicas in bucket There/Replicas require a KMS key too: '
    + 'the AWS managed key aws/s3 of another account cannot be used. Fix: encrypt the destination with a customer managed key'],

  ['a replica key in another Region than the destination', () => {
    const { here, there } = setting();
    const replicaKey = new kms.Key(here, 'Key');
    const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas'), { replicaKey });
    new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [{ destination }] });
  }, 'cannot encrypt with key Here/Key in eu-west-1: a bucket in us-east-1 can only be encrypted with a key in us-east-1. Fix: '],

  ['a replica key by its alias', () => {
    const { here, there } = setting();
    const replicaKey = kms.Alias.fromAliasName(there, 'Key', 'alias/replicas');
    const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas'), { replicaKey });
    new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [{ destination }] });
  }, 'cannot encrypt with key alias/replicas: an alias is resolved in the account'],

  ['a destination whose own key is named by an alias', () => {
    const { here } = setting();
    const replicas = new s3.CfnBucket(here, 'Replicas', {
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'alias/replicas' } }] },
    });
    replicate(new EncryptedBucket(here, 'Data'), replicas);
  }, 'their replicas in bucket Here/Replicas require a KMS key too: the key of its default encryption, alias/replicas, is not a key ARN. Fix: '],

  ['a destination whose encryption is known at deployment only', () => {
    const { here } = setting();
    const replicas = new s3.CfnBucket(here, 'Replicas', {
      versioningConfiguration: { status: 'Enabled' }, bucketEncryption: Token.asAny(Fn.conditionIf('C', {}, {})) as any,
    });
    replicate(new EncryptedBucket(here, 'Data'), replicas);
  }, 'require a KMS key too: its default encryption is not known until deployment. Fix: '],

  ['a source whose key is named by an alias', () => {
    const { here } = setting();
    const data = new s3.CfnBucket(here, 'Data', {
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'alias/data' } }] },
    });
    replicate(data, new EncryptedBucket(here, 'Replicas'));
  }, 'Here/Replication: bucket Here/Data encrypts with a key whose ARN is unknown: alias/data. The replication role cannot be allowed to decrypt with it. '
    + 'Fix: specify the key by its full ARN, or add it to sourceKeys.'],

  ['an Object Lock source with a destination without it', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data', { objectLockEnabled: true }), new EncryptedBucket(here, 'Replicas'));
  }, 'bucket Here/Data has Object Lock, but its destination Here/Replicas doesn\'t. Fix: set objectLockEnabled of the destination to true.'],

  ['ownership override within one account', () => within({ ownerOverride: true }),
    'Here/Replication: rule rule-1: ownerOverride is true, but bucket Here/Replicas is in the account of the source. Fix: leave ownerOverride out.'],

  ['tag filters with delete markers', () => within({ tags: { keep: 'yes' }, deleteMarkers: true }),
    'rule rule-1: delete markers cannot be replicated by a rule that selects by tags (keep): delete markers have no tags. Fix: leave out tags or deleteMarkers.'],

  ['time control without metrics', () => within({ timeControl: true, metrics: false }), 'rule rule-1: timeControl requires metrics, but metrics is false. Fix: leave metrics out.'],

  ['equal priorities on one destination', () => within({ priority: 1, prefix: 'a' }, { priority: 1, prefix: 'b' }),
    'rule rule-2: priority 1 is also the priority of rule rule-1, which replicates to the same bucket Here/Replicas. Fix: set a different priority for each rule, or leave priority out.'],

  ['a priority that is no whole number', () => within({ priority: 1.5 }), 'rule rule-1: priority is 1.5. Fix: set an integer that is not negative.'],
  ['a negative priority', () => within({ priority: -1 }), 'rule rule-1: priority is -1. Fix: '],
  ['a priority above those that S3 has', () => within({ priority: 2_147_483_648 }), 'rule rule-1: priority is 2147483648. Fix: set an integer up to 2147483647.'],
  ['an empty id', () => within({ id: '' }), 'its id has 0 characters. Fix: set an id of 1 to 255 characters.'],
  ['an id twice', () => within({ id: 'a' }, { id: 'a' }), 'rule a: another rule has this id. Fix: set a unique id for each rule.'],
  ['an id that is too long', () => within({ id: 'x'.repeat(256) }), 'its id has 256 characters. Fix: set an id of 1 to 255 characters.'],

  ['a KMS source without a key for the replicas elsewhere', () => toAttributes({}),
    'their replicas in arn:aws:s3:::replicas require a KMS key too: kmsKeyArn is not set. Fix: set kmsKeyArn to the ARN of a customer managed key'],
  ['an alias elsewhere', () => toAttributes({ kmsKeyArn: 'arn:aws:kms:eu-west-1:111111111111:alias/aws/s3' }),
    'arn:aws:kms:eu-west-1:111111111111:alias/aws/s3 is not the ARN of a KMS key; an alias can be changed to another key'],
  ['a bare key id elsewhere', () => toAttributes({ kmsKeyArn: UUID }), `${UUID} is not the ARN of a KMS key`],
  ['a key of another Region elsewhere', () => toAttributes({ kmsKeyArn: KEY, region: 'eu-west-1' }),
    `the key of the replicas, ${KEY}, is in us-east-1, but bucket arn:aws:s3:::replicas is in eu-west-1. Fix: use a key in eu-west-1.`],
  ['a key from a parameter and no Region', () => {
    const { here } = setting();
    const kmsKeyArn = new CfnParameter(here, 'Key').valueAsString;
    const destination = ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::replicas', kmsKeyArn });
    new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [{ destination }] });
  }, 'is not known until deployment. Fix: set region to the Region of the destination.'],
  ['a pattern of buckets', () => toAttributes({ bucketArn: 'arn:aws:s3:::replicas-*' }, SSE_S3), 'arn:aws:s3:::replicas-* is not the ARN of a bucket. Fix: '],
  ['a pattern of keys elsewhere', () => toAttributes({ kmsKeyArn: 'arn:aws:kms:eu-west-1:111111111111:key/*' }),
    'arn:aws:kms:eu-west-1:111111111111:key/* is not the ARN of a KMS key'],
  ['what is no bucket ARN', () => toAttributes({ bucketArn: 'replicas' }, SSE_S3), 'replicas is not the ARN of a bucket. Fix: pass bucketArn in the form arn:aws:s3:::BUCKET.'],

  ['a bucket in another Stage', () => {
    const { app, here } = setting();
    const there = new Stack(new Stage(app, 'Other', { env: THERE }), 'There');
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(there, 'Replicas'));
  }, 'bucket Other/There/Replicas is in another Stage (Other) than bucket Here/Data, and templates of different Stages cannot refer to each other. '
    + 'Fix: specify it with ReplicationDestination.fromAttributes(), and allow the role with ReplicationAccess'],

  ['a bucket in a stack that may be anywhere', () => {
    const { app, here } = setting();
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(new Stack(app, 'Anywhere'), 'Replicas'));
  }, 'it cannot be determined whether buckets Here/Data and Anywhere/Replicas have the same account: stack Here is in 111111111111, '
    + 'and the account of stack Anywhere is unknown. Fix: set account and region in env of both stacks.'],

  ['accounts without Regions', () => {
    const app = new App();
    const [here, there] = [HERE, THERE].map(({ account }, i) => new Stack(app, `Stack${i}`, { env: { account } }));
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(there, 'Replicas'));
  }, 'are in different accounts, but the Region of their stacks is unknown. Fix: set account and region in env of both stacks.'],

  ['a replication in another stack than its source', () => {
    const { here, there } = setting();
    new BucketReplication(there, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [] });
  }, 'There/Replication: bucket Here/Data is in stack Here, but its replication is in There: the two stacks would depend on each other. '
    + 'Fix: create the BucketReplication in the stack of its source.'],

  ['replication on top of the L2\'s', () => {
    const { here } = setting();
    const destination = new EncryptedBucket(here, 'Replicas', SSE_S3);
    replicate(new s3.Bucket(here, 'Data', { versioned: true, replicationRules: [{ destination }] }), destination);
  }, 'bucket Here/Data already has a replication configuration, and S3 supports only one for each bucket. Fix: add the rules to the existing BucketReplication'],

  ['trust in a bucket without a name', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(here, 'Replicas'), { trust: ReplicationRoleTrust.SOURCE_BUCKET });
  }, 'trust is SOURCE_BUCKET, but bucket Here/Data has no literal bucketName, and a reference from the role to the bucket creates a circular dependency. Fix: '],
  ['trust that does not exist', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(here, 'Replicas'), { trust: 'EVERYBODY' });
  }, 'trust cannot be "EVERYBODY". Fix: use one of ANY_SOURCE, SOURCE_ACCOUNT, SOURCE_BUCKET.'],
];

test.each(REFUSED)('%s', (_, makes, message) => {
  expect(makes).toThrow(message);
  expect(makes).toThrow(/^\S+: .* Fix: .*\.$/);
});

test.each(['app*', 'app?', 'service-role/app', '', 'x'.repeat(65)])('the role name %j, which IAM has no role for', (roleName) => {
  const { here } = setting();
  const [source, replicas] = ['Data', 'Replicas'].map((id) => new EncryptedBucket(here, id));
  expect(() => replicate(source, replicas, { roleName }))
    .toThrow(`Here/Replication: roleName cannot be "${roleName}". Fix: use 1 to 64 letters, digits and the characters +=,.@_-.`);
});

test('a replication without any rule', () => {
  const { here } = setting();
  new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [] });
  expect(() => Template.fromStack(here)).toThrow(/\[Here\/Replication\] the replication has no rules, which S3 rejects\. Fix: /);
});

test.each(['Data', 'Replicas'])('a change of encryption that the replication was not made for: %s', (changed) => {
  const { here } = setting();
  const buckets = Object.fromEntries(['Data', 'Replicas'].map((id) => [id, new s3.Bucket(here, id, { versioned: true })]));
  replicate(buckets.Data, buckets.Replicas);
  buckets[changed].with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()));
  expect(() => Template.fromStack(here)).toThrow(new RegExp(`\\[Here/Replication\\] the default encryption of bucket Here/${changed} was changed `
    + '\\(from AES256 to aws:kms, or to another key\\) after its replication was created\\. Fix: set the default encryption of the bucket before you create the replication'));
});

test.each<[string, string, string | undefined, boolean]>([
  ['the same one', 'aws:kms', KEY, false],
  ['another key', 'aws:kms', `${KEY.slice(0, -1)}c`, true],
  ['the AWS managed key', 'aws:kms', undefined, true],
  ['another algorithm with the same key', 'aws:kms:dsse', KEY, true],
])('a default encryption with a KMS key that is set again, to %s', (_, sseAlgorithm, kmsMasterKeyId, refused) => {
  const { there } = setting();
  const encryption = (byDefault: s3.CfnBucket.ServerSideEncryptionByDefaultProperty) =>
    ({ serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: byDefault }] });
  const data = new s3.CfnBucket(there, 'Data', {
    versioningConfiguration: { status: 'Enabled' }, bucketEncryption: encryption({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY }),
  });
  replicate(data, new EncryptedBucket(there, 'Replicas'));
  data.bucketEncryption = encryption({ sseAlgorithm, kmsMasterKeyId });
  if (refused) {
    expect(() => Template.fromStack(there)).toThrow(/the default encryption of bucket There\/Data was changed/);
  } else {
    expect(() => Template.fromStack(there)).not.toThrow();
  }
});

describe('what S3 just accepts', () => {
  test.each<[string, Rule]>([
    ['the lowest priority', { priority: 0 }],
    ['the highest priority', { priority: 2_147_483_647 }],
    ['an id of one character', { id: 'x' }],
    ['an id of 255 characters', { id: 'x'.repeat(255) }],
    ['delete markers with tags that are none', { deleteMarkers: true, tags: {} }],
    ['time control with metrics', { timeControl: true, metrics: true }],
    ['neither time control nor metrics', { timeControl: false, metrics: false }],
  ])('%s', (_, rule) => {
    expect(() => within(rule)).not.toThrow();
  });

  test('one priority for rules to different buckets', () => {
    const { here } = setting();
    const rules = ['A', 'B'].map((id) => ({ destination: ReplicationDestination.bucket(new EncryptedBucket(here, id)), priority: 1, prefix: id }));
    expect(() => new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules })).not.toThrow();
  });

  test.each<[string, s3.CfnBucketProps]>([
    ['Object Lock, which brings versioning with it', { objectLockEnabled: true }],
    ['versioning', { versioningConfiguration: { status: 'Enabled' } }],
    ['versioning that is known at deployment only', { versioningConfiguration: { status: Token.asString(Fn.conditionIf('C', 'Enabled', 'Suspended')) } }],
    ['all of its versioning known at deployment only', { versioningConfiguration: Token.asAny(Fn.conditionIf('C', {}, {})) as any }],
  ])('source and destination with %s', (_, props) => {
    const { here } = setting();
    const [data, replicas] = ['Data', 'Replicas'].map((id) => new s3.CfnBucket(here, id, props));
    expect(() => replicate(data, replicas)).not.toThrow();
  });

  test.each<[string, s3.CfnBucketProps['objectLockEnabled'], boolean]>([
    ['has none', false, true], ['says nothing of it', undefined, true], ['has it', true, false],
    ['may have it', Token.asAny(Fn.conditionIf('C', true, false)) as any, false],
  ])('an Object Lock source with a destination that %s', (_, objectLockEnabled, refused) => {
    const { here } = setting();
    const versioningConfiguration = { status: 'Enabled' };
    const [data, replicas] = [true, objectLockEnabled].map((lock, i) => new s3.CfnBucket(here, `Bucket${i}`, { versioningConfiguration, objectLockEnabled: lock }));
    if (refused) {
      expect(() => replicate(data, replicas)).toThrow('bucket Here/Bucket0 has Object Lock, but its destination Here/Bucket1 doesn\'t. Fix: ');
    } else {
      expect(() => replicate(data, replicas)).not.toThrow();
    }
  });
});

describe('the destination\'s side', () => {
  const access = (more: object, props: object = {}) => () =>
    new ReplicationAccess(setting().there, 'Access', {
      bucket: new EncryptedBucket(new Stack(new App(), 'There', { env: THERE }), 'Replicas', props), sourceAccount: HERE.account, sourceRole: 'replication', ...more,
    });

  test.each<[string, () => unknown, string]>([
    ['an account that is none', access({ sourceAccount: 'production' }), 'There/Access: sourceAccount cannot be "production". Fix: pass the 12 digits of an account ID.'],
    ['a role of another account', access({ sourceRole: `arn:aws:iam::${THERE.account}:role/replication` }),
      `sourceRole cannot be "arn:aws:iam::${THERE.account}:role/replication": it is not a role in account ${HERE.account}. Fix: pass its name, or an ARN of the form arn:aws:iam::${HERE.account}:role/NAME.`],
    ['a user', access({ sourceRole: `arn:aws:iam::${HERE.account}:user/replication` }), 'it is not a role in account 111111111111. Fix: '],
    ['no role', access({ sourceRole: '' }), 'sourceRole cannot be "": it is not a role in account 111111111111. Fix: '],
    ['a role with a path from the root', access({ sourceRole: '/service-role/r' }), 'sourceRole cannot be "/service-role/r": it is not a role in account 111111111111. Fix: '],
    ['a policy variable', access({ sourceRole: '${aws:username}' }), 'it is not a role in account 111111111111. Fix: '],
    ...['*', 'app*', 'app?', `arn:aws:iam::${HERE.account}:role/app*`, 'arn:aws:iam::*:role/app', 'arn:*', `arn:${Aws.PARTITION}:iam::${HERE.account}:role/app*`]
      .map((sourceRole): [string, () => unknown, string] => [`${sourceRole} as one role`, access({ sourceRole }),
        `There/Access: sourceRole cannot be ${JSON.stringify(sourceRole)}: it is a pattern, but sourceRole must be one role. Fix: pass the name of the role, or pass the pattern as sourceRolePattern.`]),
    ...['*', '**', '?*', '*/*', `arn:aws:iam::${HERE.account}:role/*`, `arn:${Aws.PARTITION}:iam::${HERE.account}:role/?*`]
      .map((sourceRolePattern): [string, () => unknown, string] => [`${sourceRolePattern} as pattern`, access({ sourceRole: undefined, sourceRolePattern }),
        `There/Access: sourceRolePattern cannot be ${JSON.stringify(sourceRolePattern)}: it matches every role in the account`]),
    ...['arn:aws:iam::*:role/app*', 'arn:*', 'arn:*:iam::111111111111:role/app*', `arn:aws:iam::${THERE.account}:role/app*`]
      .map((sourceRolePattern): [string, () => unknown, string] => [`${sourceRolePattern} as pattern`, access({ sourceRole: undefined, sourceRolePattern }),
        `There/Access: sourceRolePattern cannot be "${sourceRolePattern}": it is not a role in account 111111111111. Fix: `]),
    ['a pattern that is none', access({ sourceRole: undefined, sourceRolePattern: 'app' }), 'sourceRolePattern cannot be "app": it has no wildcard. Fix: pass the role as sourceRole.'],
    ['both a role and a pattern', access({ sourceRolePattern: 'app*' }), 'sourceRole (replication) and sourceRolePattern (app*) are both set. Fix: remove one of them.'],
    ['neither a role nor a pattern', access({ sourceRole: undefined }), 'neither sourceRole nor sourceRolePattern is set. Fix: set sourceRole to the name or the ARN'],
    ['a bucket without versioning', access({}, { versioned: false }), 'bucket There/Replicas is a destination of replication, but its versioning is not enabled. Fix: '],
    ['an imported bucket', () => {
      const { there } = setting();
      new ReplicationAccess(there, 'Access', { bucket: s3.Bucket.fromBucketName(there, 'Replicas', 'replicas'), sourceAccount: HERE.account, sourceRole: 'r' });
    }, 'There/Access: bucket There/Replicas is imported, so its policy cannot be changed here. Fix: '],
  ])('refuses %s', (_, makes, message) => {
    expect(makes).toThrow(message);
  });
});

describe('a warning at synth', () => {
  const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('ack: cdk-s3-encryption:'))
    .map(({ id, entry }) => `${id} ${String(entry.data)}`);

  test('for SSE-C objects towards a destination that blocks them', () => {
    const { here } = setting();
    replicate(new EncryptedBucket(here, 'Data', { customerProvidedKeys: CustomerProvidedKeys.ALLOWED }), new EncryptedBucket(here, 'Replicas'));
    expect(warnings(here)).toEqual([expect.stringMatching(/^\/Here\/Replication Bucket Here\/Data allows SSE-C, but its destination Here\/Replicas blocks it: .*sseCReplicasBlocked/)]);
  });

  test('and none where both allow it', () => {
    const { here } = setting();
    const [data, replicas] = ['Data', 'Replicas'].map((id) => new EncryptedBucket(here, id, { customerProvidedKeys: CustomerProvidedKeys.ALLOWED }));
    replicate(data, replicas);
    expect(warnings(here)).toEqual([]);
  });

  test('for an SSE-S3 source with a key for replicas elsewhere', () => {
    const { here } = setting();
    new BucketReplication(here, 'Replication', {
      source: new EncryptedBucket(here, 'Data', SSE_S3),
      rules: [{ destination: ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::replicas', account: THERE.account, kmsKeyArn: KEY }) }],
    });
    expect(warnings(here)).toEqual([expect.stringContaining(`Replicas in arn:aws:s3:::replicas will be encrypted with SSE-S3 as in bucket Here/Data, not with key ${KEY}.`)]);
  });

  test('for a key of another account whose policy is not this app\'s', () => {
    const { here, there } = setting();
    const key = kms.Key.fromKeyArn(there, 'Key', KEY);
    replicate(new EncryptedBucket(here, 'Data'), new EncryptedBucket(there, 'Replicas', { defaultEncryption: DefaultEncryption.sseKms({ key }) }));
    expect(warnings(here)).toEqual([expect.stringContaining(`The policy of key ${KEY} is not managed by this app. It must allow kms:Encrypt, kms:GenerateDataKey, kms:Decrypt to account 111111111111`)]);
  });
});
