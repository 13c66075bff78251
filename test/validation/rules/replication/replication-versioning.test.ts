import { replicationVersioning as rule } from '../../../../src/validation/rules/replication/replication-versioning';
import { bucket, IF, merging } from '../support';
import { judge, source, to, VERSIONED } from './support';

const status = (Status: unknown) => ({ VersioningConfiguration: { Status } });

test.each([
  ['both enabled', source([to()]), bucket(VERSIONED)],
  ['Object Lock, which brings versioning with it', source([to()]), bucket({ ObjectLockEnabled: true })],
  ['versioning and replication under one condition', bucket({
    VersioningConfiguration: IF({ Status: 'Enabled' }, { Ref: 'AWS::NoValue' }),
    ReplicationConfiguration: IF({ Role: 'role', Rules: [to()] }, { Ref: 'AWS::NoValue' }),
  }), bucket(VERSIONED)],
  ['versioning that is enabled, whatever a parameter says of Object Lock', source([to()], { ObjectLockEnabled: { Ref: 'Parameter' } }), bucket({ ...VERSIONED, ObjectLockEnabled: { Ref: 'Parameter' } })],
  ['a destination in another branch of the same kind', source([IF(to(), to())]), bucket(VERSIONED)],
])('compliant: %s', (_, Source, Replicas) => {
  expect(judge(rule, Source, { Replicas })).toEqual([]);
});

test.each([
  ['a source without', source([to()], { VersioningConfiguration: undefined }), bucket(VERSIONED), 'Source', 'The bucket is replicated, but its versioning is not enabled.'],
  ['a source of which it is suspended', source([to()], status('Suspended')), bucket(VERSIONED), 'Source', 'The bucket is replicated, but its versioning is suspended.'],
  ['a destination without', source([to()]), bucket(), 'Replicas', 'Bucket Source is replicated to the bucket, but its versioning is not enabled.'],
  ['a destination of which it is suspended', source([to()]), bucket(status('Suspended')), 'Replicas',
    'Bucket Source is replicated to the bucket, but its versioning is suspended.'],
  ['a destination without in one branch', source([to()]), bucket(status(IF('Enabled', 'Suspended'))), 'Replicas',
    'Bucket Source is replicated to the bucket, but its versioning is suspended. This applies if Condition is false.'],
  ['a destination of two rules, said once', source([to(), to()]), bucket(), 'Replicas', expect.stringContaining('is not enabled')],
  ['a destination that the rule names literally', source([to({ Bucket: 'arn:aws:s3:::replicas' })]), bucket({ BucketName: 'replicas' }), 'Replicas',
    expect.stringContaining('is not enabled')],
])('violating: %s', (_, Source, Replicas, on, message) => {
  expect(judge(rule, Source, { Replicas })).toEqual([
    { on, status: 'violation', severity: 'error', property: 'Properties.VersioningConfiguration.Status', message },
  ]);
});

test.each([
  ['a status from a parameter', source([to()]), bucket(status({ Ref: 'Parameter' })), 'warning',
    'Bucket Source is replicated to the bucket, and it cannot be determined whether its versioning is enabled: parameter Parameter has no default.'],
  ['versioning and replication under one condition', bucket({
    VersioningConfiguration: IF({ Status: 'Enabled' }, { Ref: 'AWS::NoValue' }),
    ReplicationConfiguration: IF({ Role: 'role', Rules: [to()] }, { Ref: 'AWS::NoValue' }),
  }), bucket(VERSIONED), 'info', 'The bucket is replicated, and it depends on conditions whether its versioning is enabled.'],
  ['a destination outside the app', source([to({ Bucket: 'arn:aws:s3:::theirs' })]), bucket(), 'info',
    'It cannot be determined whether bucket arn:aws:s3:::theirs has versioning enabled: it is not in the app.'],
  ['a destination from a parameter', source([to({ Bucket: { 'Fn::Sub': 'arn:aws:s3:::${Parameter}' } })]), bucket(), 'info',
    'It cannot be determined whether bucket arn:aws:s3:::${Parameter} has versioning enabled: it is not known which one it is '
      + '(it is known at deployment only (arn:aws:s3:::${Parameter})).'],
  ['Object Lock is a parameter', source([to()]), bucket({ ObjectLockEnabled: { Ref: 'Parameter' } }), 'warning',
    expect.stringContaining('it cannot be determined whether its versioning is enabled: ')],
])('cannot tell: %s', (_, Source, Replicas, severity, message) => {
  expect(merging(() => judge(rule, Source, { Replicas }))).toMatchObject([{ status: 'unknown', severity, message }]);
});

test.each([
  ['no replication', bucket()],
  ['a rule that is disabled says nothing of its destination', source([to({}, { Status: 'Disabled' })])],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source, { Replicas: bucket() })).toEqual([]);
});
