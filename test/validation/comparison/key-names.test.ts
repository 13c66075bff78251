import { arnOf, bucket, encrypted, KEY, key, lines, NO_RULES, sideAt } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

describe('a key', () => {
  const CONDITIONS = { Conditions: { Two: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-2'] } } };
  const encryptedWith = (named: unknown) => bucket(encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: named }));
  const between = (before: unknown, after: unknown) => {
    const side = (named: unknown) => ({ ...CONDITIONS, Resources: { A: encryptedWith(named), K: key(), L: key() } });
    const directory = directoryWith({ 'before/a.json': side(before), 'after/a.json': side(after) });
    return lines(diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES));
  };

  test('that is one of two is named as both', () => {
    expect(between(arnOf('K'), { 'Fn::If': ['Two', arnOf('L'), arnOf('K')] })).toEqual(['other A key: K -> L or K']);
  });

  test('that is one of two is the same in any order', () => {
    expect(between({ 'Fn::If': ['Two', arnOf('L'), arnOf('K')] }, { 'Fn::If': ['Two', arnOf('K'), arnOf('L')] })).toEqual([]);
  });

  test('is known by its ARN, its Ref, and what reports call it', () => {
    expect(between(arnOf('K'), arnOf('L'))).toEqual(['other A key: K -> L']);
    expect(between(KEY, arnOf('K'))).toEqual([`other A key: ${KEY} -> K`]);
    expect(between(KEY, KEY.replace(/1$/, '2'))).toEqual([`other A key: ${KEY} -> ${KEY.replace(/1$/, '2')}`]);
  });

  test('of another stack is another one, though it has the same logical ID', () => {
    const imported = (from: string) => ({ 'Fn::ImportValue': `${from}-key` });
    const side = (from: string) => ({
      'a.json': { Resources: { A: encryptedWith(imported(from)) } },
      ...Object.fromEntries(['one', 'two'].map((name) => [
        `${name}.json`, { Resources: { K: key() }, Outputs: { Key: { Value: arnOf('K'), Export: { Name: `${name}-key` } } } },
      ])),
    });
    const files = (directory: string, from: string) => Object.fromEntries(Object.entries(side(from)).map(([name, json]) => [`${directory}/${name}`, json]));
    const directory = directoryWith({ ...files('before', 'one'), ...files('after', 'two') });
    expect(lines(diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES))).toEqual(['other A key: K -> K']);
  });
});

test('a target of server access logs in another stack is another one, though it has the same logical ID', () => {
  const side = (directory: string, from: string) => Object.fromEntries([
    [`${directory}/a.json`, { Resources: { A: bucket({ LoggingConfiguration: { DestinationBucketName: { 'Fn::ImportValue': `${from}-logs` } } }) } }],
    ...['one', 'two'].map((name) => [
      `${directory}/${name}.json`, { Resources: { Logs: bucket() }, Outputs: { Logs: { Value: { Ref: 'Logs' }, Export: { Name: `${name}-logs` } } } },
    ] as const),
  ]);
  const directory = directoryWith({ ...side('before', 'one'), ...side('after', 'two') });
  expect(lines(diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES))).toEqual(['other A accessLogs: to Logs -> to Logs']);
});
