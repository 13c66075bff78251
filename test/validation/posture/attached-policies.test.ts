import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';

const document = (Sid: string) => (
  { Version: '2012-10-17', Statement: [{ Sid, Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] }
);
const attached = (Type: string, names: object, Sid: string, more: object = {}) => (
  { Type, Properties: { ...names, PolicyDocument: document(Sid) }, ...more }
);
const role = (properties: object = {}, more: object = {}) => ({ Type: 'AWS::IAM::Role', Properties: properties, ...more });
const user = (properties: object = {}, more: object = {}) => ({ Type: 'AWS::IAM::User', Properties: properties, ...more });

const CONDITIONS = {
  Parameters: { Name: { Type: 'String' } },
  Conditions: { Never: { 'Fn::Equals': ['a', 'b'] }, Perhaps: { 'Fn::Equals': [{ Ref: 'Name' }, 'yes'] } },
};

/** The roles and users of templates, each with its policies by their Sids, and what is not seen. */
function identities(...templates: (object | TemplateSource)[]) {
  const sources = templates.map((one, i): TemplateSource => ('json' in one ? one : { name: `Stack${i + 1}`, json: { ...CONDITIONS, Resources: one } }));
  return Object.fromEntries(Posture.of(App.of(sources)).identities.map(({ resource, documentsInApp, managedPolicies, unseenPolicies }) => {
    const sids = (documentsInApp as unknown as ReturnType<typeof document>[]).flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
    return [resource.logicalId, [...sids, ...managedPolicies.map(String), ...unseenPolicies === undefined ? [] : [unseenPolicies]]];
  }));
}

test('a role has its inline policies, and those that name it', () => {
  const inline = { Policies: [{ PolicyName: 'Inline', PolicyDocument: document('Inline') }] };
  expect(identities({
    Role: role(inline),
    Other: role(),
    ByPolicy: attached('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }, { Ref: 'Other' }] }, 'Policy'),
    ByManaged: attached('AWS::IAM::ManagedPolicy', { Roles: [{ Ref: 'Role' }] }, 'Managed'),
    ByRolePolicy: attached('AWS::IAM::RolePolicy', { RoleName: { Ref: 'Role' } }, 'RolePolicy'),
    OfAUser: attached('AWS::IAM::UserPolicy', { UserName: { Ref: 'Role' } }, 'UserPolicy'),
  })).toEqual({
    Role: ['Inline', 'Policy', 'Managed', 'RolePolicy'], Other: ['Policy'],
  });
});

test('so has a user', () => {
  expect(identities({
    User: user(),
    ByPolicy: attached('AWS::IAM::Policy', { Users: [{ Ref: 'User' }] }, 'Policy'),
    ByManaged: attached('AWS::IAM::ManagedPolicy', { Users: [{ Ref: 'User' }] }, 'Managed'),
    ByUserPolicy: attached('AWS::IAM::UserPolicy', { UserName: { Ref: 'User' } }, 'UserPolicy'),
    OfARole: attached('AWS::IAM::RolePolicy', { RoleName: { Ref: 'User' } }, 'RolePolicy'),
  })).toEqual({ User: ['Policy', 'Managed', 'UserPolicy'] });
});

test('a role can name managed policies: those of the app are read, others are named', () => {
  expect(identities({
    Role: role({ ManagedPolicyArns: [{ Ref: 'Managed' }, 'arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
    Managed: attached('AWS::IAM::ManagedPolicy', {}, 'Managed'),
  })).toEqual({ Role: ['Managed', 'arn:aws:iam::aws:policy/ReadOnlyAccess'] });
});

test('what is surely not created does not count, what may be created does', () => {
  const named = (Condition: string) => attached('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }], Users: [{ Ref: 'User' }] }, `${Condition}Policy`, { Condition });
  expect(identities({
    Role: role(),
    User: user(),
    NoRole: role({}, { Condition: 'Never' }),
    NoUser: user({}, { Condition: 'Never' }),
    SomeRole: role({}, { Condition: 'Perhaps' }),
    NoPolicy: named('Never'),
    SomePolicy: named('Perhaps'),
  })).toEqual({ Role: ['PerhapsPolicy'], User: ['PerhapsPolicy'], SomeRole: [] });
});

describe('a policy of which it is not known whom it belongs to', () => {
  const imported = { 'Fn::ImportValue': 'role' };

  test('may belong to each role of its template, but to no user', () => {
    expect(identities({
      Role: role(), Other: role(), User: user(), First: attached('AWS::IAM::Policy', { Roles: [imported] }, 'First'), Second: attached('AWS::IAM::Policy', { Roles: [imported] }, 'Second'),
    }, { Elsewhere: role() })).toEqual({
      Role: ['it is not known to which role the policy First belongs'], Other: ['it is not known to which role the policy First belongs'], User: [], Elsewhere: [],
    });
  });

  test('may belong to a user', () => {
    expect(identities({ User: user(), Role: role(), Policy: attached('AWS::IAM::UserPolicy', { UserName: imported }, 'Policy') })).toEqual({
      User: ['it is not known to which user the policy Policy belongs'], Role: [],
    });
  });

  test('belongs to nobody here, if it names somebody else', () => {
    expect(identities({ Role: role({ RoleName: 'mine' }), Policy: attached('AWS::IAM::Policy', { Roles: ['theirs'] }, 'Policy') })).toEqual({ Role: [] });
  });
});

test('what a macro makes may be a policy of a role, or of a user', () => {
  expect(identities({ Role: role(), User: user(), Module: { Type: 'Company::IAM::Policies::MODULE' } })).toEqual({
    Role: [expect.stringMatching(/ may make a policy for the role at deployment$/)], User: [expect.stringMatching(/ may make a policy for the user at deployment$/)],
  });
});
