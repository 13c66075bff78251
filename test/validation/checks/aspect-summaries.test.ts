import { App, Aspects, aws_s3 as s3, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { RuleSet, S3EncryptionAspect } from '../../../src';

const ASKED = ['DefaultEncryptionDeclared', 'SecureTransportRequired'];
const all = RuleSet.recommended();
const aspect = () => new S3EncryptionAspect({ ruleSet: all.without(...all.ruleNames.filter((name) => !ASKED.includes(name))) });

describe('the summary of a stack', () => {
  const summaries = (stack: Stack) => Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('^S3 encryption: '))
    .map(({ id, entry }) => `${id} ${entry.data as string}`);

  test('counts what is in it and in its nested stacks, and nothing else', () => {
    const app = new App();
    const [one, other, empty] = ['One', 'Other', 'Empty'].map((id) => new Stack(app, id));
    const nested = new NestedStack(one, 'Nested');
    for (const [scope, id] of [[one, 'A'], [nested, 'B'], [other, 'C']] as const) { new s3.Bucket(scope, id); }
    Aspects.of(app).add(aspect());
    expect(summaries(one)).toEqual(['/One S3 encryption: 2 buckets in 2 templates: 2 errors, 2 warnings, 0 that cannot be determined, 0 acknowledged']);
    expect(summaries(other)).toEqual(['/Other S3 encryption: 1 bucket in 1 template: 1 error, 1 warning, 0 that cannot be determined, 0 acknowledged']);
    expect(summaries(empty)).toEqual([]);
  });

  test('counts what is acknowledged, where that is not all', () => {
    const summaryWith = (...rules: string[]) => {
      const stack = new Stack(new App(), 'Stack');
      Validations.of(new s3.Bucket(stack, 'Bucket')).acknowledge(...rules.map((rule) => ({ id: `S3Encryption::${rule}`, reason: 'packages are signed' })));
      Aspects.of(stack).add(aspect());
      return summaries(stack);
    };
    expect(summaryWith('SecureTransportRequired')).toEqual([
      '/Stack S3 encryption: 1 bucket in 1 template: 0 errors, 1 warning, 0 that cannot be determined, 1 acknowledged',
    ]);
    expect(summaryWith(...ASKED)).toEqual([]);
  });
});
