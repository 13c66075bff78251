import { execFileSync } from 'child_process';
import * as path from 'path';
import { App, Aws, aws_s3 as s3, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BucketReplication, EncryptedBucket, LogBucket, ReplicationDestination, TwoWayReplication } from '../../src';
import { alphanumeric, iamDescription, shortHash } from '../../src/policy';
import { resourcesOf } from '../support/stacks';

const app = new App();
const stack = new Stack(app, 'Stack');
const other = new Stack(app, 'Other');

describe('alphanumeric', () => {
  test('keeps letters and digits as they are', () => {
    expect(alphanumeric(stack, 'App1')).toBe('App1');
  });

  test.each([['app-1', 'app1'], ['app-1', 'app/1'], ['A/BX', 'AB/X'], ['a.b', 'a,b'], ['', '-']])('tells %s from %s', (one, another) => {
    expect(alphanumeric(stack, one)).not.toBe(alphanumeric(stack, another));
    expect(`${alphanumeric(stack, one)}${alphanumeric(stack, another)}`).toMatch(/^[A-Za-z0-9]*$/);
  });
});

describe('shortHash', () => {
  test('tells values apart, and where one ends and the next begins', () => {
    expect(shortHash(stack, 'ab', 'c')).not.toBe(shortHash(stack, 'a', 'bc'));
    expect(shortHash(stack, { a: 1 })).not.toBe(shortHash(stack, { a: 2 }));
    expect(shortHash(stack, 'ab', 'c')).toBe(shortHash(other, 'ab', 'c'));
  });

  test('two tokens for the same are the same', () => {
    const arn = () => `arn:${Token.asString({ Ref: 'AWS::Partition' })}:iam::111122223333:role/${Lazy.uncachedString({ produce: () => 'name' })}`;
    expect(arn()).not.toBe(arn());
    expect(shortHash(stack, arn())).toBe(shortHash(stack, arn()));
    expect(shortHash(stack, `${Aws.PARTITION}a`)).not.toBe(shortHash(stack, `a${Aws.PARTITION}`));
    expect(shortHash(stack, Fn.join(',', [Aws.REGION, 'b']))).not.toBe(shortHash(stack, Fn.join(',', [Aws.REGION, 'c'])));
  });

  test('resources of two stacks with one logical ID are two', () => {
    const [one, another] = [stack, other].map((scope) => new s3.CfnBucket(scope, 'Bucket'));
    expect(shortHash(stack, one.attrArn)).not.toBe(shortHash(stack, another.attrArn));
    expect(shortHash(stack, one.attrArn)).not.toBe(shortHash(stack, one.ref));
  });

  test('another process, which has created other tokens before, gives the same', () => {
    const script = `
      const { Aws, App, Stack, Token } = require('aws-cdk-lib');
      for (let i = 0; i < Number(process.argv[1]); i++) { Token.asString({ Ref: 'Other' + i }); }
      const { shortHash } = require('./src/policy/names');
      const stack = new Stack(new App(), 'Stack');
      console.log(shortHash(stack, 'arn:' + stack.partition + ':iam::' + Aws.ACCOUNT_ID + ':role/x'));`;
    const hash = (tokens: number) => execFileSync('npx', ['tsx', '-e', script, String(tokens)], { cwd: path.join(__dirname, '..', '..'), encoding: 'utf8' });
    expect(hash(3)).toBe(hash(0));
  });
});

describe('descriptions that IAM takes', () => {
  const ACCEPTED = /^[\t\n\r\x20-\x7e\xa1-\xff]{1,1000}$/;

  test('are as long as it takes, of the characters that it takes', () => {
    expect(iamDescription('Allows S3 to replicate the objects of Bücher/Bucket')).toBe('Allows S3 to replicate the objects of Bücher/Bucket');
    expect(iamDescription('Allows S3 to replicate the objects of 書籍/Bucket')).toBe('Allows S3 to replicate the objects of ??/Bucket');
    expect(iamDescription('x'.repeat(2000))).toMatch(ACCEPTED);
  });

  test.each(['書籍→', 'L'.repeat(240)])('are those of every role, whatever the path is (%s)', (id) => {
    const around = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
    const place = [1, 2, 3, 4, 5].reduce<Construct>((scope, number) => new Construct(scope, `${id}${number}`), around);
    const [first, second, third] = ['First', 'Second', 'Third'].map((name) => new EncryptedBucket(place, name));
    const twoWay = new TwoWayReplication(place, 'TwoWay', { first, second });
    twoWay.replicateExistingOfSecond({ reports: new LogBucket(place, 'Reports') });
    new BucketReplication(place, 'OneWay', { source: third, rules: [{ destination: ReplicationDestination.bucket(first) }] });
    const roles = Object.values(resourcesOf(around, 'AWS::IAM::Role')).map(({ Properties }) => Properties?.Description as string | undefined);
    expect(roles.filter((description) => description !== undefined).length).toBe(6);
    for (const description of roles) { expect(description ?? 'none').toMatch(ACCEPTED); }
  });
});
