import { S3_ACTIONS } from '../../../src/policy-evaluation/actions';
import { ANONYMOUS, Outcome, PolicySearch, type SearchedAction, Wanted } from '../../../src/policy-evaluation/search';
import { Hole, Text, Unknown, type Value, type ValueMap } from '../../../src/template';

const BUCKET = 'arn:aws:s3:::b';
const HTTP: ValueMap = { Bool: { 'aws:SecureTransport': 'false' } };
const H: ValueMap = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`], Condition: HTTP };
const ACTIONS: readonly SearchedAction[] = [
  ...S3_ACTIONS.flatMap(({ name, resourceTypes }) => resourceTypes.map((type) => ({ name, onObjects: type === 'object' }))),
  { name: 's3:AnyOtherAction', onObjects: true }, { name: 's3:AnyOtherAction', onObjects: false },
];
const ORG = new Unknown('parameter Org has no default', new Hole('Org'));

function find(...statements: Value[]) {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: statements });
  return search.find(Wanted.NOT_DENIED, {
    callers: [...search.identities, ANONYMOUS, ...search.services], actions: ACTIONS, resource: BUCKET, context: { 'aws:SecureTransport': 'false' },
  });
}

/** H without some of its elements, and with others. */
function other(elements: ValueMap, ...left: string[]): ValueMap {
  return { ...Object.fromEntries(Object.entries(H).filter(([name]) => !left.includes(name))), ...elements };
}

const and = (condition: ValueMap): ValueMap => ({ ...H, Condition: { ...HTTP, ...condition } });

test.each<[string, ValueMap[]]>([
  ['nothing', []],
  ['address', [and({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })]],
  ['an account', [and({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } })]],
  ['NotResource prefix', [other({ NotResource: `${BUCKET}/public/*` }, 'Resource')]],
  ['NotResource object', [other({ NotResource: `${BUCKET}/public` }, 'Resource')]],
  ['actions', [{ ...H, Action: ['s3:*Object*', 's3:*Bucket*'] }]],
  ['NotAction', [other({ NotAction: 's3:GetObject' }, 'Action')]],
  ['NotAction bucket', [other({ NotAction: 's3:GetBucketPolicy' }, 'Action')]],
  ['both at once', [and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), and({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } })]],
  ['objects a', [{ ...H, Resource: [BUCKET, `${BUCKET}/a*`] }]],
  ['objects -', [{ ...H, Resource: [BUCKET, `${BUCKET}/*-*`] }]],
  ['two accounts', [{ ...H, Principal: { AWS: ['111122223333', '444455556666'] } }]],
  ['root', [and({ StringNotEquals: { 'aws:PrincipalType': 'Account' } })]],
  ['federated users', [and({ StringNotEquals: { 'aws:PrincipalType': 'FederatedUser' } })]],
  ['federated users, who are no users', [and({ StringEquals: { 'aws:PrincipalType': ['AssumedRole', 'User', 'Account'] } }), and({ Null: { 'aws:PrincipalType': 'true' } })]],
  ['a federated user', [and({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:sts::111122223333:federated-user/anna' } })]],
  ['a federated user by their id', [and({ StringNotEquals: { 'aws:userid': '111122223333:anna' } })]],
  ['sessions of an identity provider', [and({ StringNotEquals: { 'aws:FederatedProvider': 'cognito-identity.amazonaws.com' } })]],
  ['NotPrincipal account', [other({ NotPrincipal: { AWS: '111122223333' } }, 'Principal')]],
  ['service', [other({ NotPrincipal: { Service: 'cloudtrail.amazonaws.com' } }, 'Principal')]],
  ['parameter', [and({ StringNotEquals: { 'aws:PrincipalOrgID': ORG } })]],
  ['parameter arn', [and({ ArnNotEquals: { 'aws:PrincipalArn': Text.of('arn:aws:iam::', new Hole('Account'), ':role/x') } })]],
  ['own account hole', [and({ StringEquals: { 'aws:PrincipalAccount': Text.of(new Hole('Account')) } })]],
])('%s gets through', (_, statements) => {
  const { outcome } = find(...statements);
  expect(outcome).toBe(Outcome.FOUND);
});

test.each<[string, ValueMap[]]>([
  ['plain', [H]],
  ['an exempt role and H for it', [
    and({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }),
    { ...H, Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } },
  ]],
  ['an exempt federated user and H for them', [
    and({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:sts::111122223333:federated-user/anna' } }),
    { ...H, Principal: { AWS: 'arn:aws:sts::111122223333:federated-user/anna' } },
  ]],
  ['federated users of an account, by type and by id', [
    and({ StringNotEquals: { 'aws:PrincipalType': 'FederatedUser' } }), and({ StringLike: { 'aws:userid': '*:*' } }),
  ]],
  ['federated users whose id says another account', [
    and({ StringNotEquals: { 'aws:PrincipalType': 'FederatedUser' } }),
    and({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }), and({ StringLike: { 'aws:userid': '111122223333:*' } }),
  ]],
  ['users from an identity provider with a user name', [
    and({ Null: { 'aws:FederatedProvider': 'true' } }), and({ Null: { 'aws:username': 'true' } }),
  ]],
  ['split by actions', [{ ...H, Action: 's3:Get*' }, other({ NotAction: 's3:Get*' }, 'Action')]],
  ['split by prefixes', [{ ...H, Resource: [BUCKET, `${BUCKET}/a*`] }, other({ NotResource: `${BUCKET}/a*` }, 'Resource')]],
  ['IfExists', [and({ StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'x' } })]],
  ['a past date', [and({ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })]],
])('%s lets nothing through', (_, statements) => {
  const { outcome } = find(...statements);
  expect(outcome).toBe(Outcome.NONE);
});
