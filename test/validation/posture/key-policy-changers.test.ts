import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { CONDITIONS, IF, PARAMETERS } from '../rules/support';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const custom = (properties: object = {}, Type = 'Custom::Changer') => ({ Type, Properties: { ServiceToken: arn('Handler'), ...properties } });
const handler = (properties: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties: { Role: arn('Role'), ...properties } });
const role = (statement: unknown, more: object = {}) => ({
  Type: 'AWS::IAM::Role', Properties: { Policies: statement === undefined ? [] : [{ PolicyDocument: { Version: '2012-10-17', Statement: statement } }], ...more },
});
const PUT = { Effect: 'Allow', Action: 'kms:PutKeyPolicy', Resource: '*' };
const GIVEN = { KeyArn: arn('Key') };

/** Why the key may have another policy than the template shows. */
function changer(resources: object) {
  const never = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const Resources = { Key: { Type: 'AWS::KMS::Key' }, Other: { Type: 'AWS::KMS::Key' }, ...resources };
  return Posture.of(App.of([{ name: 'Stack', json: { Parameters: PARAMETERS, Conditions: { ...CONDITIONS, ...never }, Resources } }])).keys[0].unseenPolicy;
}

const withRole = (Role: object) => changer({ Changer: custom(GIVEN), Handler: handler(), Role });
const MAY = 'Changer may change the key policy at deployment';

describe('a custom resource may change the policy of a key', () => {
  test.each<[string, object]>([
    ['its ARN', { KeyArn: arn('Key') }],
    ['its id', { KeyId: { Ref: 'Key' } }],
    ['its ARN in a text', { Call: { 'Fn::Sub': '{"KeyId":"${Key.Arn}"}' } }],
    ['its ARN in a list of maps', { Keys: [{ Arn: arn('Other') }, { Arn: arn('Key') }] }],
    ['its ARN in one branch', { KeyArn: IF('none', arn('Key')) }],
  ])('that is given %s', (_, properties) => {
    expect(changer({ Changer: custom(properties), Handler: handler(), Role: role(PUT) })).toBe(MAY);
  });

  test.each<[string, object]>([
    ['nothing', {}],
    ['another key', { KeyArn: arn('Other') }],
    ['an alias of another key', { Alias: 'alias/other' }],
  ])('but not one that is given %s', (_, properties) => {
    expect(changer({ Changer: custom(properties), Handler: handler(), Role: role(PUT) })).toBeUndefined();
  });

  test('whose function is given it', () => {
    const Handler = handler({ Environment: { Variables: { KEY: arn('Key') } } });
    expect(changer({ Changer: custom(), Handler, Role: role(PUT) })).toBe(MAY);
    expect(changer({ Changer: custom(), Handler, Role: role({ ...PUT, Action: 's3:*' }) })).toBeUndefined();
  });

  test('of the type of AWS, but no other resource that has a key', () => {
    expect(changer({ Changer: custom(GIVEN, 'AWS::CloudFormation::CustomResource'), Handler: handler(), Role: role(PUT) })).toBe(MAY);
    expect(changer({ Queue: custom(GIVEN, 'AWS::SQS::Queue'), Handler: handler(), Role: role(PUT) })).toBeUndefined();
    expect(changer({ Queue: custom(GIVEN, 'Company::Custom::Queue'), Handler: handler(), Role: role(PUT) })).toBeUndefined();
    expect(changer({ Queue: custom(GIVEN, 'AWS::CloudFormation::CustomResourceEmulator'), Handler: handler(), Role: role(PUT) })).toBeUndefined();
  });

  test('that may be made, but not one that surely is not', () => {
    const Handler = handler();
    expect(changer({ Changer: { ...custom(GIVEN), Condition: 'Condition' }, Handler, Role: role(PUT) })).toBe(MAY);
    expect(changer({ Changer: { ...custom(GIVEN), Condition: 'Never' }, Handler, Role: role(PUT) })).toBeUndefined();
  });

  test('whose function is not in the app, whatever other functions may do', () => {
    const theirs = { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:theirs' };
    expect(changer({ Changer: custom({ ...GIVEN, ...theirs }), Handler: handler(), Role: role(undefined) })).toBe(MAY);
  });
});

describe('its function may', () => {
  const managed = (...ManagedPolicyArns: unknown[]) => role(undefined, { ManagedPolicyArns });
  const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
  test.each<[string, object]>([
    ['that allows the action', role(PUT)],
    ['that allows all of AWS KMS', role({ ...PUT, Action: 'kms:*' })],
    ['that allows it on the key', role({ ...PUT, Resource: arn('Key') })],
    ['that allows it on a key that is not known', role({ ...PUT, Resource: { Ref: 'Parameter' } })],
    ['that allows it under a condition', role({ ...PUT, Condition: { StringEquals: { 'aws:PrincipalTag/never': 'true' } } })],
    ['that allows it in one of its statements', role([{ ...PUT, Action: 's3:*' }, PUT])],
    ['with a statement that cannot be read', role([{ 'Fn::Transform': { Name: 'Macro' } }])],
    ['with a statement that cannot be read beside others', role([{ ...PUT, Action: 's3:*' }, { 'Fn::Transform': { Name: 'Macro' } }])],
    ['that is a managed policy for administrators', managed(aws('AdministratorAccess'))],
    ['that is a managed policy for power users', managed(aws('PowerUserAccess'))],
    ['that is the administrators\' policy in another partition', managed('arn:aws-cn:iam::aws:policy/AdministratorAccess')],
    ['that is a managed policy of an account', managed('arn:aws:iam::111122223333:policy/Mine')],
    ['that is a managed policy which is not known', managed({ 'Fn::ImportValue': 'policy' })],
    ['among others that is not known', managed(aws('ReadOnlyAccess'), { Ref: 'Parameter' })],
  ])('by a policy %s', (_, Role) => {
    expect(withRole(Role)).toBe(MAY);
  });

  test.each<[string, object]>([
    ['there is none', role(undefined)],
    ['that allows something else', role({ ...PUT, Action: ['kms:Decrypt', 'kms:GetKeyPolicy'] })],
    ['that allows it on another key', role({ ...PUT, Resource: arn('Other') })],
    ['that denies it', role({ ...PUT, Effect: 'Deny' })],
    ['that is a managed policy of AWS for something else', managed(aws('service-role/AWSLambdaBasicExecutionRole'))],
    ['that is a managed policy of AWS whose name only ends so', managed(aws('AWSCodeStarAdministratorAccess'))],
    ['that is a managed policy of AWS whose name only begins so', managed(aws('AdministratorAccess-Amplify'))],
  ])('not, where its policy is one %s', (_, Role) => {
    expect(withRole(Role)).toBeUndefined();
  });

  test('by the policy of another function of the template, which it could call', () => {
    const Framework = { Changer: custom(GIVEN), Handler: handler(), Role: role(undefined) };
    const second = (id: string) => ({ Second: handler({ Role: arn(id) }) });
    expect(changer({ ...Framework, ...second('SecondRole'), SecondRole: role(PUT) })).toBe(MAY);
    expect(changer({ ...Framework, ...second('SecondRole'), SecondRole: role(undefined) })).toBeUndefined();
    // Of a role elsewhere only the function's own counts.
    expect(changer({ ...Framework, Second: handler({ Role: 'arn:aws:iam::111122223333:role/theirs' }) })).toBeUndefined();
    expect(changer({ ...Framework, Handler: handler({ Role: 'arn:aws:iam::111122223333:role/theirs' }) })).toBe(MAY);
  });

  test('but not by that of a function of another template', () => {
    const Second = { Second: handler({ Role: arn('SecondRole') }), SecondRole: role(PUT) };
    const Resources = { Key: { Type: 'AWS::KMS::Key' }, Changer: custom(GIVEN), Handler: handler(), Role: role(undefined) };
    expect(Posture.of(App.of([{ name: 'A', json: { Resources } }, { name: 'B', json: { Resources: Second } }])).keys[0].unseenPolicy).toBeUndefined();
  });
});

test('of several custom resources, the first that may is named', () => {
  expect(changer({ First: custom(), Second: custom(GIVEN), Third: custom(GIVEN), Handler: handler(), Role: role(PUT) })).toBe('Second may change the key policy at deployment');
});
