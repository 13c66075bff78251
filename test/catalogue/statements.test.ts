import { App } from 'aws-cdk-lib';
import { CATALOGUE, Places } from '.';
import { documentsOf, listOf, type PolicyDocument, type StatementJson } from './documents';
import { type Authorization, authorizationsOf, hasConditionKey } from '../support/service-authorization';
import { World } from '../support/world';

/** Everything that is wrong with the statements of an app. */
async function faultsOf(documents: readonly PolicyDocument[]): Promise<string[]> {
  const faults = await Promise.all(documents.map(async (document) => [
    ...repeatedSids(document),
    ...(await Promise.all(document.statements.map(async (statement, i) =>
      (await faultsOfStatement(statement)).map((fault) => `${document.where}, ${statement.Sid ?? `statement ${i + 1}`}: ${fault}`)))).flat(),
  ]));
  return faults.flat();
}

function repeatedSids({ where, statements }: PolicyDocument): string[] {
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
  return [
    ...sids.filter((sid, i) => sids.indexOf(sid) !== i).map((sid) => `${where}: Sid ${sid} is there twice`),
    ...sids.filter((sid) => !/^[A-Za-z0-9]{1,100}$/.test(sid)).map((sid) => `${where}: Sid ${sid} has other characters than letters and digits`),
  ];
}

async function faultsOfStatement(statement: StatementJson): Promise<string[]> {
  const patterns = listOf(statement.Action ?? statement.NotAction);
  const faults = await Promise.all(patterns.map(async (pattern) => {
    if (pattern === '*') { return []; }
    const actions = await authorizationsOf(pattern);
    if (actions.length === 0) { return [`AWS knows no action ${pattern}`]; }
    // A pattern may stand for more than is meant: one of the actions is.
    const ofEach = await Promise.all(actions.map((action) => faultsOfAction(statement, action)));
    return ofEach.reduce((least, one) => (one.length < least.length ? one : least));
  }));
  return faults.flat();
}

async function faultsOfAction(statement: StatementJson, action: Authorization): Promise<string[]> {
  const { Effect: effect, Resource: resource, Condition: conditions = {} } = statement;
  const resources = listOf(resource).filter((arn) => arn !== '*');
  const taken = resources.filter((arn) => action.resources.some((pattern) => pattern.test(arn)));
  const keys = Object.entries(conditions)
    // That a key is not there can be asked of any action, and a Deny that never holds denies nothing.
    .flatMap(([operator, tested]) => Object.entries(tested).filter(([, value]) => !(operator === 'Null' && String(value) === 'true')).map(([key]) => key));
  const lacking = await Promise.all(keys.map(async (key) => (await hasConditionKey(action, key) ? [] : [key])));
  return [
    ...(listOf(resource).length > 0 && resources.length === listOf(resource).length && taken.length === 0 && known(resources)
      ? [`${action.action} takes none of ${resources.join(', ')}`] : []),
    ...(effect === 'Deny' ? [] : lacking.flat().map((key) => `${action.action} has no condition key ${key}`)),
  ];
}

/** ARNs that the deployment in memory knows how to write. */
function known(arns: readonly string[]): boolean {
  return arns.every((arn) => /^arn:aws:(s3|kms|iam|logs):/.test(arn));
}

function deployed(title: string): World {
  const app = new App();
  CATALOGUE[title](new Places(app));
  return World.of(app);
}

test.each(Object.keys(CATALOGUE))('%s: AWS knows what its statements speak of, and no Sid is there twice', async (title) => {
  expect(await faultsOf(documentsOf(deployed(title)))).toEqual([]);
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
    expect(await faultsOf(document(statement))).toEqual([expect.stringContaining(fault)]);
  });

  test('a Sid that is there twice', async () => {
    const statement = allow('s3:GetObject', 'arn:aws:s3:::bucket/*', { Sid: 'Read' });
    expect(await faultsOf(document(statement, statement))).toEqual(['here: Sid Read is there twice']);
  });
});
