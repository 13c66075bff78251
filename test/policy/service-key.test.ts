import { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { KmsActions } from '../../src';
import { isServiceKey, serviceKey } from '../../src/policy/service-key';
import { aStack } from '../support/stacks';

test('a key for a service is rotated, stays when its stack goes, and is administered by the account', () => {
  const stack = aStack();
  serviceKey(stack, 'For maintenance', new iam.PolicyStatement({
    sid: 'Maintenance', principals: [new iam.ServicePrincipal('maintenance.s3tables.amazonaws.com')], actions: ['kms:Decrypt'], resources: ['*'],
  }));
  const [key] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
  expect(key).toMatchObject({
    DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Properties: { Description: 'For maintenance', EnableKeyRotation: true },
  });
  const [administration, ...others] = key.Properties.KeyPolicy.Statement as { Sid: string; Action: string[] }[];
  expect(administration).toMatchObject({ Sid: 'AllowAccountToAdministerKey', Effect: 'Allow', Resource: '*' });
  expect(administration.Action).toEqual(KmsActions.ADMINISTER);
  // Who may administer it must not use it.
  expect(administration.Action.filter((action) => /^kms:(?:\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/.test(action))).toEqual([]);
  expect(others.map(({ Sid }) => Sid)).toEqual(['Maintenance']);
});

test('keys for a service are told from others', () => {
  const stack = aStack();
  expect([serviceKey(stack, 'For a service'), new kms.Key(stack, 'Other')].map(isServiceKey)).toEqual([true, false]);
});
