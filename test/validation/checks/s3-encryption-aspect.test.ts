import {
  App, Aspects, AspectPriority, aws_iam as iam, aws_s3 as s3, CfnCondition, CfnParameter, Fn, type IAspect, NestedStack, Stack, Stage, Validations,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { EncryptedBucket, RuleName, RuleSet, S3EncryptionAspect, S3EncryptionChecks, Severity } from '../../../src';

const ASKED = ['DefaultEncryptionDeclared', 'BucketKeyEnabled', 'SseCBlocked', 'SecureTransportRequired'];
const RECOMMENDED = RuleSet.recommended();
const ruleSet = RECOMMENDED.without(...RECOMMENDED.ruleNames.filter((name) => !ASKED.includes(name)));

const aspect = () => new S3EncryptionAspect({ ruleSet });

/** What a stack is annotated with: level, rule, construct. */
function annotations(stack: Stack): string[] {
  const any = Match.stringLikeRegexp('S3Encryption::');
  const found = Annotations.fromStack(stack);
  return [...found.findError('*', any), ...found.findWarning('*', any), ...found.findInfo('*', any)]
    .map(({ level, id, entry }) => `${level} ${/S3Encryption::(\w+)/.exec(entry.data as string)![1]} ${id}`)
    .sort();
}

const atPlainBucket = (path: string) => [
  `error SecureTransportRequired ${path}`,
  `info SseCBlocked ${path}`,
  `warning DefaultEncryptionDeclared ${path}`,
];

/** Changes every bucket that it visits. */
class Changing implements IAspect {
  constructor(private readonly change: (bucket: s3.CfnBucket) => void) {}

  visit(node: IConstruct): void {
    if (s3.CfnBucket.isCfnBucket(node)) { this.change(node); }
  }
}

const FULLY_ENCRYPTED = (bucket: s3.CfnBucket) => {
  bucket.bucketEncryption = {
    serverSideEncryptionConfiguration: [{
      serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' },
      blockedEncryptionTypes: { encryptionType: ['SSE-C'] },
    }],
  };
};

test('constructs are annotated with what is wrong, how to fix it, and where it says why', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new s3.Bucket(stack, 'Bucket');
  Aspects.of(app).add(aspect());
  expect(annotations(stack)).toEqual(atPlainBucket('/Stack/Bucket/Resource'));
  Annotations.fromStack(stack).hasError('/Stack/Bucket/Resource', Match.stringLikeRegexp(
    'The bucket has no policy, so requests over plain HTTP are not denied\\. Fix: Deny .* See https://.*/docs/rules/SecureTransportRequired\\.md \\(S3Encryption::SecureTransportRequired\\)$',
  ));
  Annotations.fromStack(stack).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('\\[ack: S3Encryption::DefaultEncryptionDeclared\\]$'));
});

test('without properties, the recommended rules are asked', () => {
  const stack = new Stack(new App(), 'Stack');
  new s3.Bucket(stack, 'Bucket');
  Aspects.of(stack).add(new S3EncryptionAspect());
  expect(annotations(stack)).toEqual(expect.arrayContaining(atPlainBucket('/Stack/Bucket/Resource')));
});

test('the rule set decides', () => {
  const stack = new Stack(new App(), 'Stack');
  new s3.Bucket(stack, 'Bucket');
  const changed = ruleSet.without(RuleName.SSE_C_BLOCKED).withSeverity(RuleName.SECURE_TRANSPORT_REQUIRED, Severity.INFO);
  Aspects.of(stack).add(new S3EncryptionAspect({ ruleSet: changed }));
  expect(annotations(stack)).toEqual([
    'info SecureTransportRequired /Stack/Bucket/Resource',
    'warning DefaultEncryptionDeclared /Stack/Bucket/Resource',
  ]);
});

test.each<[string, (app: App) => Stack, string]>([
  ['a stack', (app) => new Stack(app, 'Stack'), '/Stack/Bucket/Resource'],
  ['a nested stack', (app) => new NestedStack(new Stack(app, 'Stack'), 'Nested'), '/Stack/Nested/Bucket/Resource'],
  ['a nested stack in a nested stack', (app) => new NestedStack(new NestedStack(new Stack(app, 'Stack'), 'Outer'), 'Inner'), '/Stack/Outer/Inner/Bucket/Resource'],
])('buckets in %s are seen', (_, stackIn, path) => {
  const app = new App();
  const stack = stackIn(app);
  new s3.Bucket(stack, 'Bucket');
  Aspects.of(app).add(aspect());
  expect(annotations(app.node.findChild('Stack') as Stack)).toEqual(atPlainBucket(path));
});

describe('Stages', () => {
  test('an aspect of a Stage sees its stacks', () => {
    const stage = new Stage(new App(), 'Stage');
    const stack = new Stack(stage, 'Stack');
    new s3.Bucket(stack, 'Bucket');
    Aspects.of(stage).add(aspect());
    expect(annotations(stack)).toEqual(atPlainBucket('/Stage/Stack/Bucket/Resource'));
  });

  test('one aspect serves several Stages', () => {
    const app = new App();
    const shared = aspect();
    const stacks = ['Dev', 'Prod'].map((name) => {
      const stage = new Stage(app, name);
      Aspects.of(stage).add(shared);
      const stack = new Stack(stage, 'Stack');
      new s3.Bucket(stack, 'Bucket');
      return stack;
    });
    expect(stacks.map(annotations)).toEqual([atPlainBucket('/Dev/Stack/Bucket/Resource'), atPlainBucket('/Prod/Stack/Bucket/Resource')]);
  });

  test('like any aspect, that of an app does not enter them', () => {
    const app = new App();
    const stack = new Stack(new Stage(app, 'Stage'), 'Stack');
    new s3.Bucket(stack, 'Bucket');
    Aspects.of(app).add(aspect());
    expect(annotations(stack)).toEqual([]);
  });
});

describe('what templates will say is seen', () => {
  test('property overrides', () => {
    const stack = new Stack(new App(), 'Stack');
    const bucket = new EncryptedBucket(stack, 'Bucket');
    (bucket.node.defaultChild as s3.CfnBucket).addPropertyOverride('BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled', false);
    Aspects.of(stack).add(aspect());
    expect(annotations(stack)).toEqual(['warning BucketKeyEnabled /Stack/Bucket/Resource']);
  });

  test('L1 buckets', () => {
    const stack = new Stack(new App(), 'Stack');
    new s3.CfnBucket(stack, 'Bucket');
    Aspects.of(stack).add(aspect());
    expect(annotations(stack)).toEqual(atPlainBucket('/Stack/Bucket'));
  });

  test('a policy in another stack than its bucket', () => {
    const app = new App();
    const buckets = new Stack(app, 'Buckets');
    const bucket = new s3.CfnBucket(buckets, 'Bucket');
    FULLY_ENCRYPTED(bucket);
    new s3.CfnBucketPolicy(new Stack(app, 'Policies'), 'Policy', {
      bucket: bucket.ref,
      policyDocument: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          principals: [new iam.AnyPrincipal()],
          actions: ['s3:*'],
          resources: [bucket.attrArn, `${bucket.attrArn}/*`],
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        })],
      }),
    });
    Aspects.of(buckets).add(aspect());
    expect(annotations(buckets)).toEqual([]);
  });

  const priorities = [AspectPriority.MUTATING, AspectPriority.DEFAULT, AspectPriority.READONLY, 2000];

  test.each(priorities.flatMap((ours) => priorities.map((theirs) => [ours, theirs] as const)))(
    'what other aspects change: ours has priority %d, theirs %d', (ours, theirs) => {
      const app = new App();
      const stack = new Stack(app, 'Stack');
      new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
      Aspects.of(app).add(aspect(), { priority: ours });
      Aspects.of(stack).add(new Changing(FULLY_ENCRYPTED), { priority: theirs });
      expect(annotations(stack)).toEqual([]);
      Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', { BucketEncryption: Match.anyValue() });
    });

  test.each(priorities)('statements that another aspect adds at priority %d reach the policy', (priority) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
    Aspects.of(app).add(aspect());
    Aspects.of(stack).add(new Changing(() => {
      bucket.addToResourcePolicy(new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')], actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')],
      }));
    }), { priority });
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 's3:PutObject' })]) },
    });
  });

  test('buckets that another aspect adds after ours', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    Aspects.of(app).add(aspect());
    Aspects.of(app).add({
      visit: (node) => { if (node === stack && !stack.node.tryFindChild('Late')) { new s3.Bucket(stack, 'Late'); } },
    }, { priority: AspectPriority.READONLY });
    expect(annotations(stack)).toEqual(atPlainBucket('/Stack/Late/Resource'));
  });
});

describe('only what is in the scope of the aspect is annotated', () => {
  test.each<[string, (app: App, stack: Stack, bucket: s3.Bucket) => IConstruct[], string[]]>([
    ['a bucket', (_, __, bucket) => [bucket], ['Mine']],
    ['a stack', (_, stack) => [stack], ['Mine', 'Other', 'Third']],
    ['a bucket and the stack around it', (_, stack, bucket) => [bucket, stack], ['Mine', 'Other', 'Third']],
    ['two buckets', (_, stack, bucket) => [bucket, stack.node.findChild('Third')], ['Mine', 'Third']],
    ['the app', (app) => [app], ['Mine', 'Other', 'Third', 'Elsewhere']],
  ])('%s', (_, scopes, expected) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Mine');
    for (const id of ['Other', 'Third']) { new s3.Bucket(stack, id); }
    const elsewhere = new Stack(app, 'StackElsewhere');
    new s3.Bucket(elsewhere, 'Elsewhere');
    const shared = aspect();
    for (const scope of scopes(app, stack, bucket)) { Aspects.of(scope).add(shared); }
    const errors = [...annotations(stack), ...annotations(elsewhere)].filter((one) => one.startsWith('error'));
    expect(errors.map((error) => error.split('/')[2]).sort()).toEqual([...expected].sort());
  });
});

describe('acknowledged findings are left out', () => {
  const acknowledge = (scope: IConstruct) =>
    Validations.of(scope).acknowledge(...ASKED.map((rule) => ({ id: `S3Encryption::${rule}`, reason: 'packages are signed' })));

  test.each<[string, (app: App, stack: Stack, bucket: s3.Bucket) => IConstruct]>([
    ['on the bucket', (_, __, bucket) => bucket],
    ['on the L1 of the bucket', (_, __, bucket) => bucket.node.defaultChild!],
    ['on the stack', (_, stack) => stack],
    ['on the app', (app) => app],
  ])('%s', (_, scope) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    acknowledge(scope(app, stack, new s3.Bucket(stack, 'Bucket')));
    Aspects.of(app).add(aspect());
    expect(annotations(stack)).toEqual([]);
  });

  test('on another bucket they are not', () => {
    const stack = new Stack(new App(), 'Stack');
    new s3.Bucket(stack, 'Bucket');
    acknowledge(new s3.Bucket(stack, 'Other'));
    Aspects.of(stack).add(aspect());
    expect(annotations(stack)).toEqual(atPlainBucket('/Stack/Bucket/Resource'));
  });

  test('of one rule leaves the others as they are', () => {
    const stack = new Stack(new App(), 'Stack');
    Validations.of(new s3.Bucket(stack, 'Bucket')).acknowledge({ id: 'S3Encryption::SecureTransportRequired', reason: 'packages are signed' });
    Aspects.of(stack).add(aspect());
    expect(annotations(stack)).toEqual(atPlainBucket('/Stack/Bucket/Resource').slice(1));
  });
});

test('what is synthesized is the same with and without it', () => {
  const template = (withAspect: boolean) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new EncryptedBucket(new NestedStack(stack, 'Nested'), 'Bucket');
    new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
    if (withAspect) { Aspects.of(app).add(aspect()); }
    return Template.fromStack(stack).toJSON();
  };
  expect(template(true)).toEqual(template(false));
});

test('conditions are judged case by case, in nested stacks too', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const kms = new CfnParameter(stack, 'Kms', { allowedValues: ['yes', 'no'] });
  const nested = new NestedStack(stack, 'Nested', { parameters: { Kms: kms.valueAsString } });
  const passed = new CfnParameter(nested, 'Kms');
  const useKms = new CfnCondition(nested, 'UseKms', { expression: Fn.conditionEquals(passed.valueAsString, 'yes') });
  const encryption = (bucketKeyEnabled: boolean) => ({
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{
        bucketKeyEnabled: Fn.conditionIf(useKms.logicalId, bucketKeyEnabled, false),
        serverSideEncryptionByDefault: { sseAlgorithm: Fn.conditionIf(useKms.logicalId, 'aws:kms', 'AES256').toString() },
      }],
    },
  });
  new s3.CfnBucket(nested, 'Good', encryption(true));
  new s3.CfnBucket(nested, 'Bad', encryption(false));
  Aspects.of(app).add(aspect());
  app.synth();
  expect(annotations(stack).filter((text) => text.includes('BucketKeyEnabled'))).toEqual(['warning BucketKeyEnabled /Stack/Nested/Bad']);
  Annotations.fromStack(stack).hasWarning('/Stack/Nested/Bad', Match.stringLikeRegexp('has no S3 Bucket Key\\. This applies if UseKms is true\\.'));
  const violations = new S3EncryptionChecks(undefined, { ruleSet }).validateScope(app).violations.filter(({ ruleName }) => ruleName === 'BucketKeyEnabled');
  expect(violations).toMatchObject([{ severity: 'warning', description: expect.stringContaining('has no S3 Bucket Key. This applies if UseKms is true.') }]);
});

test('to synthesize again says nothing twice', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new s3.Bucket(stack, 'Bucket');
  Aspects.of(app).add(aspect());
  app.synth();
  app.synth({ force: true });
  expect(annotations(stack)).toEqual(atPlainBucket('/Stack/Bucket/Resource'));
});
