import { logDeliveryAllowed } from '../../../../../src/validation/rules/logs/log-delivery-allowed';
import { logDeliveryKeyPolicy } from '../../../../../src/validation/rules/logs/log-delivery-key-policy';
import { bucket, judged, PARAMETERS } from '../../support';
import { channel, DENY_HTTP, key, policy, withKey } from '../support';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const statement = (Action: unknown, Effect = 'Allow') => ({ Effect, Action, Resource: '*' });
const role = (...Statement: object[]) => ({
  Type: 'AWS::IAM::Role', Properties: { RoleName: 'recorder', Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }] },
});
const MAY = role(statement(['s3:PutObject', 's3:GetBucketAcl', 'kms:GenerateDataKey', 'kms:Decrypt']));
const MAY_NOT = role(statement('config:*'));
const recorder = (properties: object = { RoleARN: { 'Fn::GetAtt': ['Role', 'Arn'] } }) => ({ Type: 'AWS::Config::ConfigurationRecorder', Properties: properties });
const BASE = { Source: channel(), Logs: bucket() };

type Stacks = readonly (readonly [resources: object, environment?: object])[];
const statuses = (rule: Parameters<typeof judged>[0], stacks: Stacks) => judged(rule, stacks.map(([Resources, environment = HERE], i) => (
  { name: `Stack${i}`, json: { Parameters: PARAMETERS, Resources }, environment }
))).map(({ status }) => status).join() || 'compliant';

describe('the role of the configuration recorder may deliver', () => {
  test.each<[string, Stacks, string]>([
    ['if its policies allow it', [[{ ...BASE, Role: MAY, Recorder: recorder() }]], 'compliant'],
    ['not if they do not', [[{ ...BASE, Role: MAY_NOT, Recorder: recorder() }]], 'violation'],
    ['not if they allow a part of it', [[{ ...BASE, Role: role(statement('s3:PutObject')), Recorder: recorder() }]], 'violation'],
    ['not if the policy of the bucket denies it', [[
      { ...BASE, Role: MAY, Recorder: recorder(), Policy: policy({ ...DENY_HTTP, Condition: undefined }) },
    ]], 'violation'],
    ['if the policy of the bucket allows it', [[{
      ...BASE, Role: MAY_NOT, Recorder: recorder(), Policy: policy({ ...DENY_HTTP, Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, Condition: undefined }),
    }]], 'compliant'],
    ['in another stack of the same account and Region', [[BASE], [{ Role: MAY, Recorder: recorder() }]], 'compliant'],
    ['not in another Region', [[BASE], [{ Role: MAY, Recorder: recorder() }, { ...HERE, region: 'us-east-1' }]], 'unknown'],
    ['not in another account', [[BASE], [{ Role: MAY, Recorder: recorder() }, { ...HERE, account: '444455556666' }]], 'unknown'],
    ['that of its own stack before others', [[{ Role: MAY, Recorder: recorder() }], [{ ...BASE, Role: MAY_NOT, Recorder: recorder() }]], 'violation'],
    ['nobody knows without a recorder', [[{ ...BASE, Role: MAY }]], 'unknown'],
    ['nobody knows of a recorder without a role', [[{ ...BASE, Recorder: recorder({}) }]], 'unknown'],
    ['nobody knows of a role elsewhere', [[{ ...BASE, Recorder: recorder({ RoleARN: 'arn:aws:iam::111122223333:role/theirs' }) }]], 'unknown'],
    ['nobody knows of a role from a parameter', [[{ ...BASE, Recorder: recorder({ RoleARN: { Ref: 'Parameter' } }) }]], 'unknown'],
    ['not if it is the service-linked one', [[
      { ...BASE, Recorder: recorder({ RoleARN: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' }) },
    ]], 'violation'],
    ['nobody knows where a module may make the policy of the bucket', [[{ ...BASE, Role: MAY, Recorder: recorder(), Module: { Type: 'Company::Policies::MODULE' } }]], 'unknown'],
  ])('%s', (_, stacks, expected) => {
    expect(statuses(logDeliveryAllowed, stacks)).toBe(expected);
  });
});

describe('and use the key of the bucket', () => {
  const ADMIN = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' }, Action: 'kms:*', Resource: '*' };
  const Logs = withKey({ BucketKeyEnabled: true });
  const keyed = (Role: object, Key: object = key()) => [[{ Source: channel(), Logs, Key, Role, Recorder: recorder() }]] as const;
  const only = (...Statement: object[]) => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement } } });
  test.each<[string, Stacks, string]>([
    ['if its policies allow it, and the key policy leaves it to them', keyed(MAY), 'compliant'],
    ['not if its policies do not', keyed(MAY_NOT), 'violation'],
    ['not if they allow a part of it', keyed(role(statement('kms:GenerateDataKey'))), 'violation'],
    ['not if the key policy leaves nothing to them', keyed(MAY, only(ADMIN)), 'violation'],
    ['if the key policy names it', keyed(MAY_NOT, only({ ...ADMIN, Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } })), 'compliant'],
    ['not if the key policy denies it', keyed(MAY, key({ Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' })), 'violation'],
  ])('%s', (_, stacks, expected) => {
    expect(statuses(logDeliveryKeyPolicy, stacks)).toBe(expected);
  });
});
