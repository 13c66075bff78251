import { App, aws_config as config, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EncryptionConfigRule, EncryptionConfigRules, type EncryptionConfigRulesProps } from '../../src';
import { RULES } from '../../src/validation/rules';

const KEYS = ['1', '2'].map((digit) => `arn:aws:kms:eu-west-1:111122223333:key/${digit}234abcd-12ab-34cd-56ef-1234567890ab`);

function rulesIn(props?: EncryptionConfigRulesProps, stack = new Stack(new App(), 'Stack')): EncryptionConfigRules {
  return new EncryptionConfigRules(stack, 'Rules', props);
}

const templateOf = (rules: EncryptionConfigRules) => Template.fromStack(Stack.of(rules));

const identifiersIn = (resources: { [id: string]: any }) => Object.values(resources).map(({ Properties }) => Properties.Source.SourceIdentifier);

describe('in one account', () => {
  test('by default: what every bucket and key can comply with', () => {
    expect(identifiersIn(templateOf(rulesIn()).findResources('AWS::Config::ConfigRule'))).toEqual([
      'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', 'S3_BUCKET_SSL_REQUESTS_ONLY', 'CMK_BACKING_KEY_ROTATION_ENABLED', 'KMS_KEY_POLICY_NO_PUBLIC_ACCESS',
      'KMS_CMK_NOT_SCHEDULED_FOR_DELETION',
    ]);
  });

  test('default encryption with some keys', () => {
    const template = templateOf(rulesIn({ rules: [EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS], allowedKeyArns: KEYS }));
    template.hasResourceProperties('AWS::Config::ConfigRule', {
      InputParameters: { kmsKeyArns: KEYS.join(',') }, Source: { Owner: 'AWS', SourceIdentifier: 'S3_DEFAULT_ENCRYPTION_KMS' },
    });
  });

  test('the order of the rules changes no logical ID', () => {
    const rules = Object.values(EncryptionConfigRule);
    const ids = (list: EncryptionConfigRule[]) => Object.keys(templateOf(rulesIn({ rules: list })).findResources('AWS::Config::ConfigRule')).sort();
    expect(ids([...rules].reverse())).toEqual(ids(rules));
    expect(ids(rules)).toHaveLength(rules.length);
  });
});

test('in an organization: one pack with the same rules', () => {
  const template = templateOf(rulesIn({
    rules: [EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS, EncryptionConfigRule.SSL_REQUESTS_ONLY],
    allowedKeyArns: [KEYS[0]],
    organizationPack: { excludedAccounts: ['111122223333'] },
  }));
  template.resourceCountIs('AWS::Config::ConfigRule', 0);
  const [{ Properties }] = Object.values(template.findResources('AWS::Config::OrganizationConformancePack'));
  expect([Properties.OrganizationConformancePackName, Properties.ExcludedAccounts]).toEqual([expect.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,127}$/), ['111122223333']]);
  expect(JSON.parse(Properties.TemplateBody)).toEqual({
    Resources: {
      S3DefaultEncryptionKms: {
        Type: 'AWS::Config::ConfigRule',
        Properties: {
          ConfigRuleName: 's3-default-encryption-kms', Source: { Owner: 'AWS', SourceIdentifier: 'S3_DEFAULT_ENCRYPTION_KMS' }, InputParameters: { kmsKeyArns: KEYS[0] },
        },
      },
      S3BucketSslRequestsOnly: {
        Type: 'AWS::Config::ConfigRule',
        Properties: { ConfigRuleName: 's3-bucket-ssl-requests-only', Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' } },
      },
    },
  });
});

describe('the rules', () => {
  test('are those that our rules name, and one that no template can violate', () => {
    const named = new Set(RULES.flatMap(({ metadata }) => metadata.controls.awsConfig ?? []));
    expect(new Set(Object.values(EncryptionConfigRule))).toEqual(new Set([...named, EncryptionConfigRule.KEY_NOT_SCHEDULED_FOR_DELETION]));
  });

  test.each(Object.values(EncryptionConfigRule).filter((rule) => rule !== EncryptionConfigRule.KEY_POLICY_NO_PUBLIC_ACCESS))('%s is known to aws-cdk-lib', (rule) => {
    expect(Object.values(config.ManagedRuleIdentifiers)).toContain(rule.toUpperCase().replace(/-/g, '_'));
  });
});

describe('refused', () => {
  test.each<[string, EncryptionConfigRulesProps, string]>([
    ['no rule', { rules: [] }, 'rules cannot be []'],
    ['a rule twice', { rules: [EncryptionConfigRule.SSL_REQUESTS_ONLY, EncryptionConfigRule.SSL_REQUESTS_ONLY] }, 'rules cannot be ["s3-bucket-ssl-requests-only"'],
    ['another rule', { rules: ['s3-bucket-acl-prohibited' as EncryptionConfigRule] }, 'rules[0] cannot be "s3-bucket-acl-prohibited"'],
    ['keys without the rule', { allowedKeyArns: KEYS }, 'allowedKeyArns cannot be set without the rule s3-default-encryption-kms'],
    ['no key', { rules: [EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS], allowedKeyArns: [] }, 'allowedKeyArns cannot be []'],
    ['an alias', { rules: [EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS], allowedKeyArns: ['alias/a'] }, 'allowedKeyArns[0] cannot be "alias/a"'],
    ['a name of a pack', { organizationPack: { packName: '1' } }, 'organizationPack.packName cannot be "1"'],
    ['an account', { organizationPack: { excludedAccounts: ['1'] } }, 'organizationPack.excludedAccounts[0] cannot be "1"'],
  ])('%s', (_, props, message) => {
    expect(() => rulesIn(props)).toThrow(new RegExp(`^Stack/Rules: .*${message.replace(/[.*[\]()]/g, '\\$&')}.*Fix: `));
  });
});
