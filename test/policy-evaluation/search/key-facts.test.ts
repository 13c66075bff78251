import { PrincipalKind } from '../../../src/policy-evaluation/principal';
import { actionsWith, factsOf, isOfAction, ValueKind } from '../../../src/policy-evaluation/search/key-facts';

const { ANONYMOUS, FEDERATED, ROLE, ROOT, SERVICE, USER } = PrincipalKind;
const IDENTITIES = [ROLE, USER, ROOT, FEDERATED];
const EVERYBODY = [...IDENTITIES, ANONYMOUS, SERVICE];

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
  ['aws:principalorgid', IDENTITIES],
  ['aws:principalorgpaths', IDENTITIES],
  ['aws:principaltag/team', [ROLE, USER, FEDERATED]],
  ['aws:multifactorauthpresent', IDENTITIES],
  ['aws:multifactorauthage', IDENTITIES],
  ['aws:tokenissuetime', IDENTITIES],
  ['aws:username', [USER]],
  ['aws:federatedprovider', [ROLE]],
  ['aws:rolesessionname', [ROLE]],
  ['aws:sourceidentity', [ROLE]],
  ['aws:ec2instancesourcevpc', [ROLE]],
  ['aws:ec2instancesourceprivateipv4', [ROLE]],
  ['aws:principalarn', [...IDENTITIES, SERVICE]],
  ['aws:principalisawsservice', [...IDENTITIES, SERVICE]],
  ['aws:calledvia', [...IDENTITIES, SERVICE]],
  ['aws:calledviafirst', [...IDENTITIES, SERVICE]],
  ['aws:principaltype', [...IDENTITIES, ANONYMOUS]],
  ['aws:userid', [...IDENTITIES, ANONYMOUS]],
  ['aws:sourceip', [...IDENTITIES, ANONYMOUS]],
  ['aws:vpcsourceip', [...IDENTITIES, ANONYMOUS]],
  ['aws:sourcevpc', [...IDENTITIES, ANONYMOUS]],
  ['aws:sourcevpce', [...IDENTITIES, ANONYMOUS]],
  ['aws:sourcevpcarn', [...IDENTITIES, ANONYMOUS]],
  ['aws:vpceaccount', [...IDENTITIES, ANONYMOUS]],
  ['aws:vpceorgid', [...IDENTITIES, ANONYMOUS]],
  ['aws:vpceorgpaths', [...IDENTITIES, ANONYMOUS]],
  ['aws:sourcearn', [SERVICE]],
  ['aws:sourceaccount', [SERVICE]],
  ['aws:sourceorgid', [SERVICE]],
  ['aws:sourceorgpaths', [SERVICE]],
  ['aws:principalservicename', [SERVICE]],
  ['aws:principalservicenameslist', [SERVICE]],
  ['aws:currenttime', EVERYBODY],
  ['s3:signatureversion', [...IDENTITIES, SERVICE]],
  ['s3:signatureage', [...IDENTITIES, SERVICE]],
  ['s3:authtype', [...IDENTITIES, SERVICE]],
  ['s3:tlsversion', EVERYBODY],
  // What only looks like one of them.
  ['aws:usernames', EVERYBODY],
  ['xaws:username', EVERYBODY],
  ['aws:sourcearns', EVERYBODY],
  ['aws:rolesessionnames', EVERYBODY],
  ['aws:sourceipx', EVERYBODY],
  ['aws:principalorgids', EVERYBODY],
  ['x:aws:rolesessionname', EVERYBODY],
  ['x:aws:sourceip', EVERYBODY],
  ['x:aws:sourcearn', EVERYBODY],
  ['x:aws:principalorgid', EVERYBODY],
  ['xs3:authtype', EVERYBODY],
  ['s3:authtypes', EVERYBODY],
])('%s is a key of requests by %j only', (key, kinds) => {
  expect(EVERYBODY.filter((kind) => factsOf(key, kind, 's3:GetObject').canBePresent)).toEqual(kinds);
});

test('nobody has a key that requests for the action cannot have', () => {
  expect(EVERYBODY.filter((kind) => factsOf('s3:x-amz-acl', kind, 's3:GetObject').canBePresent)).toEqual([]);
  expect(EVERYBODY.filter((kind) => factsOf('s3:x-amz-acl', kind, 's3:PutObject').canBePresent)).toEqual(EVERYBODY);
});

test.each<[string, ValueKind, boolean]>([
  ['aws:securetransport', ValueKind.BOOLEAN, false],
  ['s3:tlsversion', ValueKind.NUMBER, false],
  ['s3:max-keys', ValueKind.NUMBER, false],
  ['aws:currenttime', ValueKind.DATE, false],
  ['s3:object-lock-retain-until-date', ValueKind.DATE, false],
  ['aws:sourceip', ValueKind.ADDRESS, false],
  ['aws:principalarn', ValueKind.TEXT, false],
  ['s3:prefix', ValueKind.TEXT, false],
  ['s3:no-such-key', ValueKind.TEXT, false],
  ['aws:tagkeys', ValueKind.TEXT, true],
  ['aws:principalorgpaths', ValueKind.TEXT, true],
  ['s3:requestobjecttagkeys', ValueKind.TEXT, true],
])('values of %s', (key, kind, isSet) => {
  expect(factsOf(key, ROLE, 's3:PutObject')).toMatchObject({ kind, isSet });
});

test('requests are not older than this library', () => {
  const leastOf = (key: string) => factsOf(key, ROLE, 's3:GetObject').least;
  expect(['aws:currenttime', 'aws:epochtime'].map(leastOf)).toEqual([Date.UTC(2026, 0) / 1000, Date.UTC(2026, 0) / 1000]);
  expect(factsOf('s3:object-lock-retain-until-date', ROLE, 's3:PutObject')).not.toHaveProperty('least');
});

test('everybody but a service has an id', () => {
  expect(EVERYBODY.filter((kind) => factsOf('aws:userid', kind, 's3:GetObject').canBeAbsent)).toEqual([SERVICE]);
  expect(EVERYBODY.filter((kind) => factsOf('aws:sourceip', kind, 's3:GetObject').canBeAbsent)).toEqual(EVERYBODY);
});

test.each(['aws:sourceip', 's3:no-such-key', 'xs3:prefix', 's3'])('%s is a key of requests for any action', (key) => {
  expect(actionsWith(key)).toBeUndefined();
});

test.each(['aws:currenttime', 'aws:epochtime', 'aws:securetransport', 'aws:requestedregion'])('every request has %s', (key) => {
  expect(factsOf(key, ROLE, 's3:GetObject').canBeAbsent).toBe(false);
});
