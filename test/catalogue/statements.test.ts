import { App } from 'aws-cdk-lib';
import { EVERY_SPECIMEN, Places } from '.';
import { documentsOf, type StatementJson } from './documents';
import { faultsOfStatements } from '../support/statement-faults';
import { World } from '../support/world';

function deployed(title: string): World {
  const app = new App();
  EVERY_SPECIMEN[title](new Places(app));
  return World.of(app);
}

test.each(Object.keys(EVERY_SPECIMEN))('%s: AWS knows what its statements speak of, and no Sid is there twice', async (title) => {
  expect(await faultsOfStatements(documentsOf(deployed(title)))).toEqual([]);
});

describe('faults are found', () => {
  const document = (...statements: object[]) => [{ where: 'here', statements: statements as StatementJson[] }];
  const allow = (Action: string, Resource: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });

  test.each<[string, object, string]>([
    ['an action that takes no such resource', allow('s3:CreateJob', 'arn:aws:s3:eu-west-1:111122223333:job/*'), 's3:CreateJob takes none of'],
    ['an action on the bucket instead of its objects', allow('s3:GetObject', 'arn:aws:s3:::bucket'), 's3:GetObject takes none of'],
    ['an action on objects instead of the bucket', allow('s3:ListBucket', 'arn:aws:s3:::bucket/*'), 's3:ListBucket takes none of'],
    ['a condition key that the action lacks', allow('s3:ListBucketMultipartUploads', 'arn:aws:s3:::bucket', { Condition: { StringLike: { 's3:prefix': 'a/*' } } }),
      's3:ListBucketMultipartUploads has no condition key s3:prefix'],
    ['an encryption context where there is none', allow('kms:DescribeKey', '*', { Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'x' } } }),
      'kms:DescribeKey has no condition key'],
    ['an action that does not exist', allow('s3:HeadObject', 'arn:aws:s3:::bucket/*'), 'AWS knows no action s3:HeadObject'],
    ['a global condition key that does not exist', allow('s3:GetObject', 'arn:aws:s3:::bucket/*', { Condition: { StringEquals: { 'aws:Source': 'x' } } }),
      's3:GetObject has no condition key aws:Source'],
    ['a Sid that IAM refuses', allow('s3:GetObject', 'arn:aws:s3:::bucket/*', { Sid: 'a-b' }), 'has other characters'],
  ])('%s', async (_, statement, fault) => {
    expect(await faultsOfStatements(document(statement))).toEqual([expect.stringContaining(fault)]);
  });

  test('a Sid that is there twice', async () => {
    const statement = allow('s3:GetObject', 'arn:aws:s3:::bucket/*', { Sid: 'Read' });
    expect(await faultsOfStatements(document(statement, statement))).toEqual(['here: Sid Read is there twice']);
  });
});
