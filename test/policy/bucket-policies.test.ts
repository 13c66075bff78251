import { aws_iam as iam, aws_s3 as s3, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { DefaultEncryption, EncryptedBucket, LogBucket } from '../../src';
import { addToBucketPolicy, bucketPoliciesOf, bucketPolicyOf } from '../../src/policy';
import { aStack, resourcesOf } from '../support/stacks';

/** What there is to find, without any short cut. */
function plainlyFound(bucket: s3.CfnBucket): s3.CfnBucketPolicy[] {
  return Stack.of(bucket).node.findAll()
    .filter((construct): construct is s3.CfnBucketPolicy => s3.CfnBucketPolicy.isCfnBucketPolicy(construct) && construct.stack === bucket.stack)
    .filter((policy) => {
      const named = policy.bucket as unknown;
      if (typeof named !== 'string') { return false; }
      if (!Token.isUnresolved(named)) { return named === bucket.bucketName; }
      return (Tokenization.reverse(named, { failConcat: false }) as { target?: IConstruct } | undefined)?.target === bucket;
    });
}

const document = () => ({ Version: '2012-10-17', Statement: [] });
const refusal = (bucket: s3.CfnBucket, policies: readonly s3.CfnBucketPolicy[]) =>
  `${bucket.node.path}: the bucket has ${policies.length} bucket policies, of which S3 keeps only the one that is deployed last: ${policies.map(({ node }) => node.path).join(', ')}. `;

/** A stack whose tree grows and shrinks while statements are added. */
class Growing {
  readonly stack = aStack();
  readonly buckets: s3.CfnBucket[] = [];
  private readonly scopes: IConstruct[] = [this.stack, new Construct(this.stack, 'Early'), new Construct(this.stack, '1')];
  private readonly withStatements = new Set<s3.CfnBucket>();
  private count = 10;

  constructor() {
    this.scopes.push(new Stack(this.stack, 'Inner'), new Construct(this.scopes[1], 'Deep'));
    this.buckets.push(
      new s3.CfnBucket(this.scopes[1], 'L1'),
      new s3.CfnBucket(this.stack, 'Named', { bucketName: 'named' }),
      new s3.Bucket(this.scopes[2], 'L2').node.defaultChild as s3.CfnBucket,
      new s3.Bucket(this.stack, 'NamedL2', { bucketName: 'other' }).node.defaultChild as s3.CfnBucket,
    );
  }

  step(action: number, at: number, of: number): void {
    const bucket = this.buckets[of % this.buckets.length];
    const scope = this.scopes[at % this.scopes.length];
    // Digits come first among children, whenever they are added.
    const id = `${at % 2 === 0 ? '' : 'P'}${this.count++}`;
    [
      () => this.addStatement(bucket),
      () => this.addStatement(bucket),
      () => this.ofL2(bucket)?.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], principals: [new iam.AnyPrincipal()] })),
      () => this.inStack(scope, () => new s3.CfnBucketPolicy(scope, id, { bucket: bucket.ref, policyDocument: document() })),
      () => new s3.CfnBucketPolicy(scope, id, { bucket: ['named', 'other', 'elsewhere'][of % 3], policyDocument: document() }),
      () => this.inStack(scope, () => new s3.BucketPolicy(scope, id, { bucket: this.ofL2(bucket) ?? s3.Bucket.fromBucketName(scope, `${id}Import`, 'named') })),
      () => { const policy = this.policyAt(at); if (policy && !s3.CfnBucket.isCfnBucket(policy.node.scope)) { policy.bucket = of % 2 === 0 ? bucket.ref : 'named'; } },
      () => { const policy = this.policyAt(at); policy?.node.scope?.node.tryRemoveChild(policy.node.id); },
      () => { this.scopes.push(new Construct(scope, `${id}Scope`)); },
    ][action % 9]();
  }

  check(): void {
    for (const bucket of this.buckets) {
      const plain = plainlyFound(bucket);
      expect(bucketPoliciesOf(bucket)).toEqual(plain);
      const one = bucketPolicyOf(bucket);
      if (plain.length < 2) { expect(one).toBe(plain[0]); } else { expect(plain).toContain(one); }
    }
    const second = [...this.withStatements].map((bucket) => [bucket, plainlyFound(bucket)] as const).filter(([, { length }]) => length > 1);
    expect(this.stack.node.validate().map((error) => error.replace(/Fix: .*/, '')).sort()).toEqual(second.map(([bucket, policies]) => refusal(bucket, policies)).sort());
  }

  private addStatement(bucket: s3.CfnBucket): void {
    const before = plainlyFound(bucket);
    const sid = `Statement${this.count++}`;
    addToBucketPolicy(bucket, new iam.PolicyStatement({ sid, actions: ['s3:*'], resources: ['*'], principals: [new iam.AnyPrincipal()] }));
    this.withStatements.add(bucket);
    // The policy of an L2 bucket may have been attached to another bucket since.
    const ofL2 = this.ofL2(bucket)?.policy?.node.defaultChild as s3.CfnBucketPolicy | undefined;
    const having = this.policies().filter((policy) => policy === ofL2 || plainlyFound(bucket).includes(policy))
      .filter((policy) => JSON.stringify(this.stack.resolve(policy.policyDocument) ?? {}).includes(`"${sid}"`));
    expect(having).toHaveLength(1);
    // It never makes another policy where there is one.
    if (before.length > 0) { expect(plainlyFound(bucket)).toEqual(before); }
  }

  /** A reference from another stack is another matter. */
  private inStack(scope: IConstruct, make: () => unknown): void {
    if (Stack.of(scope) === this.stack) { make(); }
  }

  private policyAt(at: number): s3.CfnBucketPolicy | undefined {
    const policies = this.policies();
    return policies[at % Math.max(policies.length, 1)];
  }

  private policies(): s3.CfnBucketPolicy[] {
    return this.stack.node.findAll().filter((construct): construct is s3.CfnBucketPolicy => s3.CfnBucketPolicy.isCfnBucketPolicy(construct));
  }

  private ofL2(bucket: s3.CfnBucket): s3.Bucket | undefined {
    return bucket.node.scope instanceof s3.Bucket ? bucket.node.scope : undefined;
  }
}

test('however the tree grows and shrinks, the policies that are found are those of the tree', () => {
  const steps = fc.array(fc.tuple(fc.nat(8), fc.nat(11), fc.nat(11)), { minLength: 1, maxLength: 25 });
  fc.assert(fc.property(steps, (sequence) => {
    const growing = new Growing();
    for (const [action, at, of] of sequence) {
      growing.step(action, at, of);
      growing.check();
    }
  }), { numRuns: 200 });
});

test('the policy that has our statements is given up when it is removed', () => {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  addToBucketPolicy(bucket, new iam.PolicyStatement({ sid: 'First' }));
  bucket.node.tryRemoveChild('Policy');
  const theirs = new s3.CfnBucketPolicy(stack, 'Theirs', { bucket: bucket.ref, policyDocument: document() });
  addToBucketPolicy(bucket, new iam.PolicyStatement({ sid: 'Second' }));
  expect(stack.resolve(theirs.policyDocument)).toMatchObject({ Statement: [{ Sid: 'Second' }] });
});

test.each([
  ['policy', (bucket: s3.Bucket) => bucket.node.tryRemoveChild('Policy')],
  ['resource of the policy', (bucket: s3.Bucket) => bucket.policy!.node.tryRemoveChild('Resource')],
])('a statement is not lost in the removed %s of an L2 bucket', (_, remove) => {
  const stack = aStack();
  const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
  expect(remove(bucket)).toBe(true);
  addToBucketPolicy(bucket.node.defaultChild as s3.CfnBucket, new iam.PolicyStatement({ sid: 'Added' }));
  const [policy, ...more] = Object.values(resourcesOf(stack, 'AWS::S3::BucketPolicy'));
  expect(more).toEqual([]);
  expect(policy.Properties?.PolicyDocument).toMatchObject({ Statement: [{ Sid: 'Added' }] });
});

test('a bucket that was removed needs no single policy', () => {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  addToBucketPolicy(bucket, new iam.PolicyStatement({ sid: 'First' }));
  new s3.CfnBucketPolicy(stack, 'Second', { bucket: bucket.ref, policyDocument: document() });
  expect(stack.node.validate()).toHaveLength(1);
  stack.node.tryRemoveChild('Bucket');
  expect(stack.node.validate()).toEqual([]);
});

describe.each([
  ['EncryptedBucket', (scope: IConstruct, id: string, bucketName?: string) => new EncryptedBucket(scope as Construct, id, { bucketName, defaultEncryption: DefaultEncryption.sseS3() })],
  ['LogBucket', (scope: IConstruct, id: string, bucketName?: string) => new LogBucket(scope as Construct, id, { bucketName })],
])('a new %s', (_, make) => {
  test('joins the policy that was made for its name', () => {
    const stack = aStack();
    new s3.CfnBucketPolicy(stack, 'Theirs', { bucket: 'a-bucket', policyDocument: { Version: '2012-10-17', Statement: [{ Sid: 'Theirs' }] } });
    new s3.CfnBucketPolicy(stack, 'Others', { bucket: 'another-bucket', policyDocument: document() });
    make(stack, 'Bucket', 'a-bucket');
    const policies = resourcesOf(stack, 'AWS::S3::BucketPolicy');
    expect(Object.keys(policies).sort()).toEqual(['Others', 'Theirs']);
    expect(JSON.stringify(policies.Theirs)).toContain('DenyInsecureTransport');
  });

  test('is not looked for in the stack, if it has no name', () => {
    const stack = aStack();
    const other = new Construct(stack, 'Other');
    const looked = jest.spyOn(other.node, 'children', 'get');
    make(stack, 'Bucket');
    expect(looked).not.toHaveBeenCalled();
    make(stack, 'Named', 'a-bucket');
    expect(looked).toHaveBeenCalled();
  });

  test('has a policy that is found when another statement is added', () => {
    const stack = aStack();
    const bucket = make(stack, 'Bucket').node.defaultChild as s3.CfnBucket;
    addToBucketPolicy(bucket, new iam.PolicyStatement({ sid: 'Added', actions: ['s3:*'], resources: ['*'], principals: [new iam.AnyPrincipal()] }));
    const [policy, ...more] = Object.values(resourcesOf(stack, 'AWS::S3::BucketPolicy'));
    expect(more).toEqual([]);
    expect(JSON.stringify(policy)).toMatch(/DenyInsecureTransport.*Added/);
  });

  test('is given another policy, if its own is removed', () => {
    const stack = aStack();
    const bucket = make(stack, 'Bucket');
    bucket.node.tryRemoveChild('Policy');
    const theirs = new s3.CfnBucketPolicy(stack, 'Theirs', { bucket: bucket.bucketName, policyDocument: document() });
    addToBucketPolicy(bucket.node.defaultChild as s3.CfnBucket, new iam.PolicyStatement({ sid: 'Added' }));
    expect(stack.resolve(theirs.policyDocument)).toMatchObject({ Statement: [{ Sid: 'Added' }] });
  });
});
