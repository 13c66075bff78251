import { bucketKindKmsEncryption as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-kms-encryption';
import { KEY_ARN, KINDS, templateOf, vectorIndex } from '../bucket-kinds-support';
import { bucket, findings } from '../support';

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

test('not applicable: vector indexes, which another rule compares with their bucket, and general purpose buckets', () => {
  expect(findings(rule, templateOf({ Index: vectorIndex({ algorithm: 'AES256' }), Bucket: bucket() }))).toEqual([]);
});
