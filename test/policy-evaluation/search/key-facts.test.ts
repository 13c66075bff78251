import { PrincipalKind } from '../../../src/policy-evaluation/principal';
import { factsOf, isOfAction } from '../../../src/policy-evaluation/search/key-facts';

const { ANONYMOUS, ROLE, ROOT, SERVICE, USER } = PrincipalKind;

test.each<[string, string, boolean]>([
  ['s3:existingobjecttag/a', 's3:GetObject', true],
  ['s3:existingobjecttag/a', 's3:PutObject', false],
  ['s3:requestobjecttag/a', 's3:PutObject', true],
  ['s3:x-amz-server-side-encryption', 's3:PutObject', true],
  ['s3:x-amz-server-side-encryption', 's3:GetObject', false],
  ['s3:tlsversion', 's3:ListBucket', true],
  ['s3:no-such-key', 's3:GetObject', true],
  ['s3:max-keys', 's3:AnyOtherAction', true],
  ['kms:encryptioncontext:aws:s3:arn', 'kms:Decrypt', true],
  ['kms:encryptioncontext:aws:s3:arn', 'kms:DescribeKey', false],
  ['kms:viaservice', 'kms:PutKeyPolicy', true],
  ['aws:sourceip', 's3:GetObject', true],
])('whether requests can have %s for %s: %s', (key, action, expected) => {
  expect(isOfAction(key, action)).toBe(expected);
});

test.each<[string, PrincipalKind[]]>([
  ['aws:principalorgid', [ROLE, USER, ROOT]],
  ['aws:principaltag/team', [ROLE, USER]],
  ['aws:multifactorauthpresent', [ROLE, USER, ROOT]],
  ['aws:sourceip', [ROLE, USER, ROOT, ANONYMOUS]],
  ['aws:sourcevpce', [ROLE, USER, ROOT, ANONYMOUS]],
  ['aws:sourcearn', [SERVICE]],
  ['aws:sourceaccount', [SERVICE]],
  ['aws:rolesessionname', [ROLE]],
  ['aws:currenttime', [ROLE, USER, ROOT, ANONYMOUS, SERVICE]],
])('%s is a key of requests by %j only', (key, kinds) => {
  expect([ROLE, USER, ROOT, ANONYMOUS, SERVICE].filter((kind) => factsOf(key, kind, 's3:GetObject').canBePresent)).toEqual(kinds);
});

test.each(['aws:currenttime', 'aws:epochtime', 'aws:securetransport', 'aws:requestedregion'])('every request has %s', (key) => {
  expect(factsOf(key, ROLE, 's3:GetObject').canBeAbsent).toBe(false);
});
