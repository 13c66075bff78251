import { bucketKindKmsEncryption as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-kms-encryption';
import { KEY_ARN, KINDS, templateOf, vectorIndex, withInventoryTable } from '../bucket-kinds-support';
import { bucket, findings, IF, merging } from '../support';

const Key = { Type: 'AWS::KMS::Key', Properties: {} };
const DECLARING = KINDS.filter(([title]) => title !== 'vector index');
const found = (make: (typeof KINDS)[number][1], algorithm: unknown) => (
  findings(rule, templateOf({ Key, Kind: make({ algorithm, key: KEY_ARN }) })).filter(({ property }) => !property.includes('Journal')));

test.each(DECLARING)('compliant: a %s with SSE-KMS', (_, make) => {
  expect(found(make, 'aws:kms')).toEqual([]);
});

test.each(DECLARING)('violating: a %s with SSE-S3, or without a declaration', (title, make, algorithmProperty) => {
  for (const algorithm of ['AES256', undefined]) {
    expect(found(make, algorithm)).toEqual([{
      on: 'Kind', status: 'violation', severity: 'warning', property: `Properties.${algorithmProperty}`, message: `The ${title} does not encrypt with a customer managed key.`,
    }]);
  }
});

test.each(DECLARING)('cannot tell: the algorithm of a %s is a parameter', (title, make) => {
  expect(found(make, { Ref: 'Parameter' })).toMatchObject([{
    status: 'unknown',
    severity: 'info',
    message: `It cannot be determined whether the ${title} encrypts with a customer managed key: parameter Parameter has no default.`,
  }]);
});

describe('a metadata table that S3 Metadata', () => {
  const inventory = (algorithm: string, state: unknown) => merging(() =>
    findings(rule, templateOf({ Kind: withInventoryTable({ algorithm }, state) })))
    .filter(({ property }) => property.includes('Inventory'));

  test('does not keep is not judged', () => {
    expect(inventory('AES256', 'DISABLED')).toEqual([]);
    expect(inventory('AES256', IF('DISABLED', 'DISABLED'))).toEqual([]);
  });

  test.each<[string, unknown]>([['a parameter', { Ref: 'Parameter' }], ['a condition', IF('ENABLED', 'DISABLED')]])('may keep, by %s: cannot tell', (_, state) => {
    expect(inventory('aws:kms', state)).toEqual([]);
    expect(inventory('AES256', state)).toMatchObject([{
      status: 'unknown',
      severity: 'info',
      message: expect.stringMatching(new RegExp('^It cannot be determined whether the encryption of the inventory table is of any effect: it is not known whether the inventory '
        + 'table is enabled.*\\. If it is: the inventory table does not encrypt with a customer managed key\\.$')),
    }]);
  });
});

test('violating: a metadata table under one condition', () => {
  const Kind = withInventoryTable({ algorithm: 'AES256' }, IF('ENABLED', 'DISABLED'));
  expect(findings(rule, templateOf({ Kind }))).toContainEqual(expect.objectContaining({
    status: 'violation', message: 'The inventory table does not encrypt with a customer managed key. This applies if Condition is true.',
  }));
});

test('not applicable: vector indexes, which another rule compares with their bucket, and general purpose buckets', () => {
  expect(findings(rule, templateOf({ Index: vectorIndex({ algorithm: 'AES256' }), Bucket: bucket() }))).toEqual([]);
});
