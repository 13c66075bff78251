import { Template } from 'aws-cdk-lib/assertions';
import { Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template';
import { run, snippetsBelow } from '../support/pages';

const ADMINISTRATOR = Principal.role('arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1');
const OTHER = Principal.role('arn:aws:iam::111122223333:role/Analysts');
const BUCKETS = 'arn:aws:s3tables:eu-west-1:111122223333:bucket/lake';

// docs/decisions/0100
describe('the service control policy for other kinds of buckets', () => {
  const [snippet, ...more] = snippetsBelow('docs/guides/enforcement.md', 'Directory, table and vector buckets');
  const [{ Properties }] = Object.values(Template.fromStack(run(snippet)).findResources('AWS::Organizations::Policy'));
  // The principals of an SCP are those of the accounts.
  const policy = Policy.of({ ...Properties.Content, Statement: Properties.Content.Statement.map((one: object) => ({ ...one, Principal: '*' })) });
  const denied = (action: string, principal: Principal) => policy.denies({ principal, action, resource: BUCKETS, context: {} });

  test('there is one', () => { expect([more, Properties.Type]).toEqual([[], 'SERVICE_CONTROL_POLICY']); });

  test.each(['s3express:PutEncryptionConfiguration', 's3tables:PutTableBucketEncryption', 's3tables:DeleteTableBucketEncryption'])('%s is left to the role of CloudFormation', (action) => {
    expect(denied(action, OTHER)).toBe(Ternary.YES);
    expect(denied(action, ADMINISTRATOR)).toBe(Ternary.NO);
  });

  test.each(['s3tables:CreateTable', 's3tables:PutTableEncryption', 's3vectors:PutVectors', 's3express:CreateSession'])('%s is not affected', (action) => {
    expect(denied(action, OTHER)).toBe(Ternary.NO);
  });
});
