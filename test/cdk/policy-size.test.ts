import { App, Aws, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, CfnParameter, Lazy, Fn, type IResolveContext, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, mixins, QueueDestination, TopicDestination } from '../../src';
import { atLeast } from '../../src/cdk/private/fewest-characters';
import { roughBytes } from '../../src/cdk/private/rough-bytes';
import { theResource } from '../support/stacks';

const ACCOUNT = '111111111111';

function aStack(): Stack {
  return new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: 'eu-central-1' } });
}

/** Why an app is refused; nothing if it is not. */
function refusal(stack: Stack): string {
  try {
    (stack.node.root as App).synth();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function range<Made>(count: number, make: (number: number) => Made): Made[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

/** ARNs of 100 characters. */
function roleArns(count: number): string[] {
  return range(count, (number) => `arn:aws:iam::222222222222:role/${String(number).padStart(69, 'r')}`);
}

function statement(actions: string[], resources: string[], count: number): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid: 'Theirs', principals: roleArns(count).map((arn) => new iam.ArnPrincipal(arn)), actions, resources });
}

describe('a bucket policy', () => {
  function bucketWith(count: number): Stack {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseS3() });
    bucket.addToResourcePolicy(statement(['s3:GetObject'], [bucket.arnForObjects('*')], count));
    return stack;
  }

  test('of more than 20 KB is refused with the numbers', () => {
    expect(refusal(bucketWith(200))).toMatch(/\[Stack\/Bucket\] the bucket policy has at least 2\d{4} bytes, but S3 accepts at most 20480\. Fix: grant to fewer principals/);
  });

  test.each([true, false])('of more than 20 KB is refused when it is migrated (with something to replace: %s)', (legacy) => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    const theirs = [statement(['s3:GetObject'], [`${bucket.attrArn}/*`], 200), ...legacy ? [new iam.PolicyStatement({
      sid: 'Unencrypted',
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [`${bucket.attrArn}/*`],
      conditions: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
    })] : []];
    const policyDocument = { Version: '2012-10-17', Statement: theirs.map((one): unknown => one.toStatementJson()) };
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.ref, policyDocument });
    bucket.with(new mixins.BucketSecureTransport(), new mixins.BucketLegacyPolicyMigration());
    expect(refusal(stack)).toMatch(/\[Stack\/Bucket\] the bucket policy has at least 2\d{4} bytes/);
  });

  test('of less is not', () => {
    const stack = bucketWith(170);
    expect(refusal(stack)).toBe('');
    expect(JSON.stringify(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument).length).toBeGreaterThan(18_000);
  });
});

describe('a key policy', () => {
  function keyWith(count: number): Stack {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key');
    key.addToResourcePolicy(statement(['kms:DescribeKey'], ['*'], count));
    return stack;
  }

  function foreignKeyWith(count: number): Stack {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key');
    const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName: 'a-bucket', defaultEncryption: DefaultEncryption.sseKms({ key }) });
    for (const arn of roleArns(count)) { bucket.grants.read(new iam.ArnPrincipal(arn)); }
    return stack;
  }

  test('of more than 32 KB is refused with the numbers', () => {
    expect(refusal(keyWith(320))).toMatch(/\[Stack\/Key\] the key policy has at least 3\d{4} bytes, but AWS KMS accepts at most 32768\. Fix: use the key for fewer buckets/);
  });

  test('of less is not', () => {
    expect(refusal(keyWith(290))).toBe('');
  });

  test('that grants on a bucket make longer is refused, whoever made the key', () => {
    const message = refusal(foreignKeyWith(90));
    expect(message).toMatch(/\[Stack\/Key\] the key policy has at least \d{5} bytes/);
    expect(refusal(foreignKeyWith(5))).toBe('');
  });
});

describe.each([
  ['queue', 20, 'SQS', (stack: Stack) => {
    const queue = new sqs.Queue(stack, 'Target');
    return { target: queue, destination: new QueueDestination(queue), action: 'sqs:SendMessage', bytes: 8192, arn: queue.queueArn };
  }],
  ['topic', 100, 'SNS', (stack: Stack) => {
    const topic = new sns.Topic(stack, 'Target');
    return { target: topic, destination: new TopicDestination(topic), action: 'sns:Publish', bytes: 30_720, arn: topic.topicArn };
  }],
] as const)('a %s policy', (kind, statements, service, make) => {
  function notifying(buckets: number, principals: number): Stack {
    const stack = aStack();
    const { target, destination, action, arn } = make(stack);
    for (const bucket of range(buckets, (number) => new EncryptedBucket(stack, `Bucket${number}`, { defaultEncryption: DefaultEncryption.sseS3() }))) {
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, destination);
    }
    if (principals > 0) { target.addToResourcePolicy(statement([action], [arn], principals)); }
    return stack;
  }

  test(`of more than ${statements} statements is refused with the numbers`, () => {
    expect(refusal(notifying(statements + 1, 0))).toContain(
      `has ${statements + 1} statements, but Amazon ${service} accepts at most ${statements}. Fix: send the events of some buckets to another ${kind}`);
  });

  test('of more bytes is refused with the numbers', () => {
    const { bytes } = make(aStack());
    expect(refusal(notifying(1, Math.ceil(bytes / 100)))).toMatch(
      new RegExp(`\\[Stack/Target\\] the ${kind} policy has at least \\d{4,5} bytes, but Amazon ${service} accepts at most ${bytes}\\.`));
  });

  test('of less is not', () => {
    const { bytes } = make(aStack());
    expect(refusal(notifying(10, Math.floor((bytes - 5500) / 105)))).toBe('');
  });
});

describe('the policies of a role', () => {
  function reading(buckets: number, role: (stack: Stack) => iam.IRole): Stack {
    const stack = aStack();
    const grantee = role(stack);
    for (const number of range(buckets, (one) => one)) {
      new EncryptedBucket(stack, `Bucket${number}`, { defaultEncryption: DefaultEncryption.sseKms() }).grants.read(grantee);
    }
    return stack;
  }

  const imported = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/app`);
  const withInline = (characters: number) => (stack: Stack) => new iam.Role(stack, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { Own: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(characters)}/*`] })] }) },
  });

  test('are refused with the numbers, if the role is imported', () => {
    expect(refusal(reading(40, imported))).toMatch(
      /\[Stack\/Role\] the inline policies of the role have at least \d{5} characters, but IAM accepts at most 10240 for a role\. Fix: grant on fewer buckets/);
    expect(refusal(reading(8, imported))).toBe('');
  });

  test('are refused with the numbers, if one of its managed policies is too long', () => {
    const withManaged = (characters: number) => (stack: Stack) => {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      new iam.ManagedPolicy(role, 'Own', {
        roles: [role], statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(characters)}/*`] })],
      });
      return role;
    };
    expect(refusal(reading(1, withManaged(6_100)))).toMatch(
      /\[Stack\/Role\] the managed policy Stack\/Role\/Own\/Resource of the role has at least 6\d{3} characters, but IAM accepts at most 6144\. Fix: grant on fewer buckets/);
    expect(refusal(reading(1, withManaged(5_900)))).toBe('');
  });

  const longStatement = (characters: number) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(characters)}/*`] });
  const aRole = (stack: Stack, props: Partial<iam.RoleProps> = {}) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), ...props });

  describe.each<[string, (stack: Stack, there: Stack, characters: number) => iam.IRole]>([
    ['an iam.Policy of another stack', (stack, there, characters) => {
      const role = aRole(stack);
      new iam.Policy(there, 'Policy', { roles: [role], statements: [longStatement(characters)] });
      return role;
    }],
    ['a CfnPolicy that names it', (stack, there, characters) => {
      new iam.CfnPolicy(there, 'Policy', { policyName: 'p', roles: ['app'], policyDocument: { Statement: [longStatement(characters).toStatementJson()] } });
      return aRole(stack, { roleName: 'app' });
    }],
    ['a CfnRolePolicy', (stack, _there, characters) => {
      const role = aRole(stack);
      new iam.CfnRolePolicy(stack, 'Policy', { policyName: 'p', roleName: role.roleName, policyDocument: { Statement: [longStatement(characters).toStatementJson()] } });
      return role;
    }],
    ['a grant to the role, imported in another stack', (stack, there, characters) => {
      const again = iam.Role.fromRoleName(there, 'Again', 'app');
      again.addToPrincipalPolicy(longStatement(characters));
      return iam.Role.fromRoleName(stack, 'Role', 'app');
    }],
    ['a grant to the role of the app, imported in another stack', (stack, there, characters) => {
      iam.Role.fromRoleName(there, 'Again', 'app').addToPrincipalPolicy(longStatement(characters));
      return aRole(stack, { roleName: 'app' });
    }],
  ])('with %s', (_, make) => {
    const app = (characters: number, account = ACCOUNT) => reading(2, (stack) => {
      const there = new Stack(stack.node.root as App, 'There', { env: { account, region: 'eu-central-1' } });
      return make(stack, there, characters);
    });

    test('count together', () => {
      expect(refusal(app(10_100))).toMatch(/\[Stack\/Role\] the inline policies of the role have at least 1\d{4} characters, but IAM accepts at most 10240/);
      expect(refusal(app(5_000))).toBe('');
    });
  });

  test('of a role with the same name in another account do not count', () => {
    expect(refusal(reading(2, (stack) => {
      const there = new Stack(stack.node.root as App, 'There', { env: { account: '222222222222', region: 'eu-central-1' } });
      iam.Role.fromRoleName(there, 'Other', 'app').addToPrincipalPolicy(longStatement(10_100));
      return aRole(stack, { roleName: 'app' });
    }))).toBe('');
  });

  test('are refused with the numbers, if a managed policy elsewhere is too long', () => {
    expect(refusal(reading(1, (stack) => {
      const role = aRole(stack);
      new iam.ManagedPolicy(stack, 'Elsewhere', { roles: [role], statements: [longStatement(6_100)] });
      return role;
    }))).toMatch(/\[Stack\/Role\] the managed policy Stack\/Elsewhere\/Resource of the role has at least 6\d{3} characters/);
  });

  describe('managed policies', () => {
    const many = (count: number) => reading(1, (stack) => {
      const role = aRole(stack, { managedPolicies: range(count - 3, (number) => iam.ManagedPolicy.fromManagedPolicyArn(stack, `M${number}`, `arn:aws:iam::aws:policy/P${number}`)) });
      for (const number of range(2, (one) => one)) { new iam.ManagedPolicy(stack, `Own${number}`, { roles: [role], statements: [longStatement(10)] }); }
      role.addManagedPolicy(new iam.ManagedPolicy(stack, 'Own', { statements: [longStatement(10)] }));
      return role;
    });
    const told = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('IAM accepts')).map(({ id, entry }) => `${id} ${String(entry.data)}`);

    test('up to ten are fine', () => {
      const stack = many(10);
      expect(refusal(stack)).toBe('');
      expect(told(stack)).toEqual([]);
    });

    test('more are told', () => {
      const stack = many(11);
      expect(refusal(stack)).toBe('');
      expect(told(stack)).toEqual([expect.stringMatching(/^\/Stack\/Role The role has 11 managed policies, but IAM accepts 10 unless .*Fix: .*request a quota of 11/)]);
      expect(told(many(25))).toHaveLength(1);
    });

    test('what no quota allows is refused', () => {
      expect(refusal(many(26))).toContain('[Stack/Role] the role has 26 managed policies, but IAM accepts at most 25. Fix: grant on fewer buckets');
    });
  });

  test('count together', () => {
    expect(refusal(reading(2, withInline(10_000)))).toContain('[Stack/Role] the inline policies of the role have at least 1');
    expect(refusal(reading(2, withInline(5_000)))).toBe('');
  });
});

test('what is known at deployment only has the fewest characters that it can have', () => {
  const stack = aStack();
  const other = new Stack(stack.node.root as App, 'Other', { env: { account: '222222222222', region: 'eu-central-1' } });
  const named = new s3.Bucket(other, 'Named', { bucketName: 'a-bucket' });
  const unnamed = new s3.Bucket(stack, 'Unnamed');
  const parameter = new CfnParameter(stack, 'Parameter');
  const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' });
  const shown = atLeast(stack, {
    named: named.bucketArn,
    objects: unnamed.arnForObjects('logs/*'),
    key: new kms.Key(stack, 'Key').keyArn,
    queue: new sqs.Queue(stack, 'Queue', { queueName: 'events' }).queueArn,
    topic: new sns.Topic(stack, 'Topic', { topicName: 'events' }).topicArn,
    account: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root`,
    parameter: `x${parameter.valueAsString}`,
    function: Fn.select(0, list.valueAsList),
  });
  expect(shown).toEqual({
    named: 'arn:aws:s3:::a-bucket',
    objects: expect.stringMatching(/^arn:aws:s3:::x{20,63}\/logs\/\*$/),
    key: expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\/x{36}$/),
    queue: 'arn:aws:sqs:us-east-1:111122223333:xxxxxx',
    topic: 'arn:aws:sns:us-east-1:111122223333:xxxxxx',
    account: 'arn:aws:iam::111122223333:root',
    parameter: 'x',
    function: '',
  });
});

test('the name of a tag in a condition can be computed', () => {
  const stack = aStack();
  const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseS3() });
  const tag = `aws:PrincipalTag/${Lazy.uncachedString({ produce: () => 'team' })}`;
  bucket.addToResourcePolicy(statement(['s3:GetObject'], [bucket.arnForObjects('*')], 110));
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'Tagged', actions: ['s3:GetObject'], principals: [new iam.AccountPrincipal(ACCOUNT)], resources: ['*'], conditions: { StringEquals: { [tag]: 'a' } },
  }));
  expect(refusal(stack)).toBe('');
});

test('who computes a policy from what it refers to sees the same references when it is measured', () => {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  const seen: unknown[] = [];
  const computed = Lazy.uncachedAny({
    produce: (context) => {
      seen.push(context.resolve({ named: key.keyArn }));
      return seen[seen.length - 1];
    },
  });
  stack.resolve(computed);
  atLeast(stack, computed);
  expect(seen[1]).toEqual(seen[0]);
});

describe('what is estimated before a policy is measured', () => {
  const bytesOf = (stack: Stack, document: unknown) => Buffer.byteLength(JSON.stringify(atLeast(stack, document) ?? ''));
  const statements = (stack: Stack): { readonly [what: string]: iam.PolicyStatement } => {
    const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'b'.repeat(60) });
    const parameter = new CfnParameter(stack, 'Parameter', { type: 'CommaDelimitedList' });
    const allow = (props: iam.PolicyStatementProps) => new iam.PolicyStatement({ actions: ['s3:GetObject'], principals: [new iam.AnyPrincipal()], resources: ['*'], ...props });
    return {
      'references': allow({ resources: [bucket.bucketArn, bucket.arnForObjects('*'), `${bucket.bucketArn}/${Aws.ACCOUNT_ID}/*`] }),
      'lists': allow({ resources: Lazy.uncachedList({ produce: () => roleArns(40) }) as unknown as string[], notPrincipals: undefined }),
      'a text that becomes a list': allow({ resources: [Lazy.uncachedString({ produce: () => 'x'.repeat(500) })] }),
      'parameters': allow({ resources: [Fn.join('/', ['arn:aws:s3:::a', Fn.select(0, parameter.valueAsList)])] }),
      'conditions': allow({ conditions: { StringEquals: { 'aws:SourceAccount': Lazy.uncachedAny({ produce: () => roleArns(30) }) } } }),
      'computed keys': allow({ conditions: { StringEquals: { [`aws:PrincipalTag/${Lazy.uncachedString({ produce: () => 'k'.repeat(300) })}`]: 'v' } } }),
      'other alphabets': allow({ sid: 'Sid', resources: ['arn:aws:s3:::a/\u65e5\u672c\u8a9e "quoted" \\ \n'.repeat(20)] }),
    };
  };
  const names = Object.keys(statements(aStack()));

  test.each(names)('is never less than what is measured: %s', (what) => {
    const stack = aStack();
    const one = statements(stack)[what];
    const plain = { Version: '2012-10-17', Statement: [one.toStatementJson()] };
    for (const document of [new iam.PolicyDocument({ statements: [one] }), plain]) {
      expect(roughBytes(stack, document)).toBeGreaterThanOrEqual(bytesOf(stack, document));
    }
  });

  test('is not endless for what most policies have', () => {
    const stack = aStack();
    const { references, parameters, lists } = statements(stack);
    const document = new iam.PolicyDocument({ statements: [references, parameters, lists] });
    expect(roughBytes(stack, document)).toBeLessThan(2 * bytesOf(stack, document));
  });

  test('looks at what a computed document is made as', () => {
    const stack = aStack();
    const document = new iam.PolicyDocument({ statements: Object.values(statements(stack)) });
    expect(roughBytes(stack, Lazy.uncachedAny({ produce: () => document }))).toBe(roughBytes(stack, document));
    expect(roughBytes(stack, Lazy.uncachedAny({ produce: () => document.toJSON() as unknown }))).toBe(roughBytes(stack, document));
    expect(roughBytes(stack, Lazy.uncachedAny({ produce: () => undefined }))).toBe(0);
  });

  const named = (context: IResolveContext) => context.resolve([{ Resource: Aws.REGION }, { Resource: `${Aws.REGION}/*` }]) as unknown;

  test.each<[string, unknown]>([
    ['a document that was resolved when it was computed', Lazy.uncachedAny({ produce: (context) => ({ Statement: named(context) }) })],
    ['a document that is computed twice', Lazy.uncachedAny({ produce: () => Lazy.uncachedAny({ produce: () => ({}) }) })],
    ['a computed statement', { Statement: [Lazy.uncachedAny({ produce: () => ({}) })] }],
    ['a computed number', { Version: 1, Statement: [{ Condition: { NumericLessThan: { 's3:max-keys': Lazy.uncachedNumber({ produce: () => 1 }) } } }] }],
  ])('is endless for %s, which is measured', (_, document) => {
    expect(roughBytes(aStack(), document)).toBe(Infinity);
  });

  test('follows what a list has when the app is synthesized', () => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseS3() });
    const arns: string[] = [];
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'Theirs', actions: ['s3:GetObject'], principals: [new iam.AccountPrincipal(ACCOUNT)], resources: Lazy.uncachedList({ produce: () => arns }),
    }));
    arns.push(...range(200, (number) => bucket.arnForObjects(`${number}`.padStart(90, 'k'))));
    expect(refusal(stack)).toMatch(/the bucket policy has at least 2\d{4} bytes/);
  });
});
