import { bucketKindEncryptionDeclared as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-encryption-declared';
import { KINDS, templateOf, vectorIndex } from '../bucket-kinds-support';
import { bucket, findings, IF } from '../support';

// An index that declares nothing has the encryption of its bucket.
const DECLARING = KINDS.filter(([title]) => title !== 'vector index');

test.each(DECLARING)('compliant: a %s that declares SSE-S3 or SSE-KMS, or what a parameter says', (_, make) => {
  for (const algorithm of ['AES256', 'aws:kms', { Ref: 'Parameter' }]) {
    expect(findings(rule, templateOf({ Bucket: make({ algorithm }) })).filter(({ property }) => !property.includes('Journal'))).toEqual([]);
  }
});

test.each(DECLARING)('violating: a %s without an encryption, or in one branch only', (title, make, algorithmProperty) => {
  for (const declared of [{}, { algorithm: IF('AES256', { Ref: 'AWS::NoValue' }) }]) {
    expect(findings(rule, templateOf({ Bucket: make(declared) }))).toContainEqual({
      on: 'Bucket',
      status: 'violation',
      severity: 'warning',
      property: `Properties.${algorithmProperty}`,
      message: expect.stringContaining(`The ${title} does not declare its encryption.`),
    });
  }
});

test('violating: a directory bucket with nothing but what it needs', () => {
  const Properties = { DataRedundancy: 'SingleAvailabilityZone', LocationName: 'euw1-az1' };
  expect(findings(rule, templateOf({ Bucket: { Type: 'AWS::S3Express::DirectoryBucket', Properties } }))).toMatchObject([{ status: 'violation' }]);
});

test('cannot tell: the encryption of a vector bucket comes from a macro', () => {
  const macro = { EncryptionConfiguration: { 'Fn::Transform': { Name: 'Macro' } } };
  expect(findings(rule, templateOf({ Bucket: { Type: 'AWS::S3Vectors::VectorBucket', Properties: macro } }))).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether the vector bucket declares its encryption: .+\.$/),
  }]);
});

test('not applicable: indexes, general purpose buckets without metadata tables, and buckets that are never created', () => {
  expect(findings(rule, {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Index: vectorIndex({}), Bucket: bucket(), Vectors: { Type: 'AWS::S3Vectors::VectorBucket', Condition: 'Never' } },
  })).toEqual([]);
});

test('the fix says that an existing vector bucket is replaced, and how to keep it', () => {
  expect(rule.metadata.fix).toMatch(/For new vector buckets only, set EncryptionConfiguration .* replaces the vector bucket, .* Acknowledge the finding/);
});
