import { App, Aws, aws_kms as kms, Stack } from 'aws-cdk-lib';
import {
  aliasIn, awsManagedAlias, isKeyArn, isMultiRegionKeyId, keyArnParts, looksLikeKeyArn, namesAwsManagedKey, namesS3ManagedKey,
} from '../../src/encryption/key-names';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}`;
const ALIAS_ARN = 'arn:aws:kms:eu-central-1:111122223333:alias/my-key';

describe('ARNs of keys', () => {
  test('say Region, account and key ID', () => {
    expect(keyArnParts(ARN)).toEqual({ region: 'eu-central-1', account: '111122223333', keyId: KEY_ID });
    expect(keyArnParts(ARN.replace('arn:aws:', 'arn:aws-us-gov:'))?.keyId).toBe(KEY_ID);
  });

  test('may have tokens and dynamic references as parts', () => {
    const arn = `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:key/{{resolve:ssm:my-key:1}}`;
    expect(keyArnParts(arn)).toEqual({ region: Aws.REGION, account: Aws.ACCOUNT_ID, keyId: '{{resolve:ssm:my-key:1}}' });
    expect(keyArnParts('arn:aws:kms:{{resolve:ssm:/region}}:111122223333:key/{{resolve:ssm:/key/id}}')?.keyId).toBe('{{resolve:ssm:/key/id}}');
  });

  test('that CDK formats are such', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(isKeyArn(stack.formatArn({ service: 'kms', resource: 'key', resourceName: KEY_ID }))).toBe(true);
    expect(isKeyArn(kms.Key.fromKeyArn(stack, 'Key', ARN).keyArn)).toBe(true);
  });

  test.each([
    ALIAS_ARN, KEY_ID, 'alias/my-key', '', `${ARN}/more`, ARN.replace('eu-central-1', '*'), ARN.replace(KEY_ID, '*'), ARN.replace(KEY_ID, ''),
    ARN.replace('111122223333', ''), ARN.replace('111122223333', '1111'), ARN.replace('kms', 's3'), `Key ${ARN}`, 'arn:aws:s3:::my-bucket',
  ])('are not: %s', (text) => {
    expect([isKeyArn(text), keyArnParts(text)]).toEqual([false, undefined]);
  });

  test.each([[ARN, true], ['arn:\u0001AWS::Partition\u0002:kms:eu-central-1:\u0001AWS::AccountId\u0002:key/\u0001Key\u0002', true], [ALIAS_ARN, false], [KEY_ID, false],
    [`Key ${ARN}`, false], ['arn:aws:kms:eu-central-1:111122223333:key/', false]])(
    'are told by their form where parts are not known: %j', (text, expected) => {
      expect(looksLikeKeyArn(text)).toBe(expected);
    });

  test('multi-Region keys have an ID that says so', () => {
    expect([isMultiRegionKeyId('mrk-1234abcd12ab34cd56ef1234567890ab'), isMultiRegionKeyId(KEY_ID)]).toEqual([true, false]);
  });
});

describe('aliases', () => {
  test.each([['alias/my-key', 'alias/my-key'], [ALIAS_ARN, 'alias/my-key'], [ARN, undefined], ['my-alias/my-key', undefined]])('in %s', (text, alias) => {
    expect(aliasIn(text)).toBe(alias);
  });

  test('of AWS managed keys have a prefix', () => {
    expect(awsManagedAlias('sns')).toBe('alias/aws/sns');
    const names = ['alias/aws/sns', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3', ALIAS_ARN, ARN];
    expect(names.map((name) => namesAwsManagedKey(name))).toEqual([true, true, false, false]);
  });

  test('the AWS managed key of S3 is named by its alias, with or without the prefix', () => {
    const names = ['alias/aws/s3', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3', 'aws/s3', 'alias/aws/sns', 'alias/aws/s3-mine', ARN];
    expect(names.map((name) => namesS3ManagedKey(name))).toEqual([true, true, true, false, false, false]);
  });
});
