import { RuleSet } from '../../../src';

const RECOMMENDED = RuleSet.recommended();
const rules = RECOMMENDED.without(...RECOMMENDED.ruleNames.filter((name) => !['BucketKeyEnabled', 'MinimumTlsVersion'].includes(name)));

const encryption = (rule: object) => ({ BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } });

test('what a loop creates in some cases only is judged in these', () => {
  const json = {
    Transform: 'AWS::LanguageExtensions',
    Parameters: { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'], Default: 'dev' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: {
      'Fn::ForEach::Buckets': ['Name', [{ Ref: 'Stage' }, 'shared'], {
        'Bucket${Name}': {
          Type: 'AWS::S3::Bucket',
          Properties: encryption({ ServerSideEncryptionByDefault: { SSEAlgorithm: { 'Fn::If': ['IsProd', 'aws:kms', 'AES256'] } } }),
        },
      }],
    },
  };
  const said = rules._judgeTemplates([{ name: 'Stack', json }]).map(({ rule, resource, severity, message }) =>
    `${severity} ${rule.name} ${resource.logicalId}${/ This applies .*/.exec(message)?.[0] ?? ''}`);
  expect(said.sort()).toEqual([
    'info BucketKeyEnabled Bucketprod This applies if IsProd is true.',
    'info BucketKeyEnabled Bucketshared This applies if IsProd is true.',
    'info MinimumTlsVersion Bucketdev This applies if IsProd is false.',
    'info MinimumTlsVersion Bucketprod This applies if IsProd is true.',
    'info MinimumTlsVersion Bucketshared',
  ]);
});
