import { aws_iam as iam, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { Everything } from '../../scripts/third-party/everything';
import { type Allowed, type Finding, Whose } from '../../scripts/third-party/finding';
import { complaints, judge } from '../../scripts/third-party/judgement';
import { VALIDATORS } from '../../scripts/third-party/validators';
import { overLimits } from '../../scripts/third-party/validators/limits';
import { replaced, UPDATES } from '../../scripts/third-party/validators/updates';
import { EVERY_SPECIMEN, type Places, type Specimens } from '../catalogue';
import { aStack } from '../support/stacks';
import { World } from '../support/world';

// docs/decisions/0092
/** Those that need nothing from PyPI. Statements are judged in `test/catalogue/statements.test.ts`. */
const HERE = VALIDATORS.filter(({ fromPyPI, name }) => !fromPyPI && name !== 'Service Authorization Reference');

function made<Result>(specimens: Specimens, use: (everything: Everything) => Result): Result {
  const everything = new Everything(specimens);
  try {
    return use(everything);
  } finally {
    everything.remove();
  }
}

describe('everything that the constructs generate', () => {
  let everything: Everything;

  beforeAll(() => { everything = new Everything(EVERY_SPECIMEN); });
  afterAll(() => everything.remove());

  test('there is much of it', () => {
    expect(everything.templates.length).toBeGreaterThan(140);
  });

  test.each(HERE.map((validator) => [validator.name, validator] as const))('%s finds nothing that is not explained, and nothing is explained in vain', async (_, validator) => {
    expect(complaints(judge(await validator.findings(everything), validator.allowed))).toEqual([]);
  });
});

describe('faults are found', () => {
  const CARELESS: Specimens = {
    careless: ({ stack }) => { new s3.CfnBucket(stack, 'Data', { bucketName: 'UPPER' }); },
    rotating: ({ stack }) => { new kms.CfnKey(stack, 'Key', { keyPolicy: { Statement: [] } }); },
  };
  const rulesOf = async (name: string) => {
    const { findings } = VALIDATORS.find((validator) => validator.name.startsWith(name))!;
    return made(CARELESS, (everything) => findings(everything) as Finding[]).map(({ rule, type }) => `${rule} ${type}`);
  };

  test('by cdk-nag', async () => {
    expect(await rulesOf('cdk-nag')).toEqual(expect.arrayContaining(['AwsSolutions-S10 AWS::S3::Bucket', 'AwsSolutions-KMS5 AWS::KMS::Key', 'PCI.DSS.321-S3DefaultEncryptionKMS AWS::S3::Bucket']));
  });

  test('by CloudFormation Validate and by the rules of AWS Control Tower', async () => {
    const found = await rulesOf('CloudFormation');
    expect(found).toEqual(expect.arrayContaining(['CT.S3.PR.10 AWS::S3::Bucket', 'CT.KMS.PR.1 AWS::KMS::Key', 'CT.KMS.PR.3 AWS::KMS::Key']));
    expect(found.filter((rule) => /^[EF]\d{4} AWS::S3::Bucket/.test(rule))).not.toEqual([]);
  });

  test('where a policy is longer than S3 and IAM take it', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Data');
    const statement = (i: number, actions: string[]) => ({ effect: iam.Effect.ALLOW, actions, resources: [bucket.arnForObjects(`${'folder/'.repeat(10)}${i}/*`)] });
    const policyDocument = new iam.PolicyDocument();
    for (let i = 0; i < 150; i++) {
      bucket.addToResourcePolicy(new iam.PolicyStatement({ ...statement(i, ['s3:GetObject']), principals: [new iam.ServicePrincipal(`service-${i}.amazonaws.com`)] }));
      policyDocument.addStatements(new iam.PolicyStatement(statement(i, ['s3:GetObject'])));
    }
    new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, policies: [{ policyName: 'Long', policyDocument }] });
    const world = World.of(stack.node.root as never);
    expect([...new Set(overLimits('it', world.resources).map(({ rule }) => rule))].sort()).toEqual(['IAM policies of a role', 'S3 bucket policy']);
  });

  test('where an update replaces a bucket', () => {
    const bucket = (bucketName: string) => ({ stack }: Places) => { new s3.Bucket(stack, 'Data', { bucketName }); };
    expect(replaced({ title: 'renamed', before: bucket('one'), after: bucket('other') })).toMatchObject([{ rule: 'WILL_REPLACE', type: 'AWS::S3::Bucket' }]);
    expect(replaced({ title: 'the same', before: bucket('one'), after: bucket('one') })).toEqual([]);
  });

  test('in many updates', () => {
    expect(UPDATES.length).toBeGreaterThan(300);
    expect(new Set(UPDATES.map(({ title }) => title)).size).toBe(UPDATES.length);
  });
});

describe('what is explained', () => {
  const finding: Finding = { rule: 'R1', type: 'AWS::S3::Bucket', place: 'EncryptedBucket: Stack/Data', message: 'is not pretty' };
  const allowed = (rule: string, at?: RegExp): Allowed => ({ rule, at, whose: Whose.USER, reason: 'It is a matter of taste.' });

  test.each<[string, Allowed[], string[]]>([
    ['nothing', [], ['R1: AWS::S3::Bucket EncryptedBucket: Stack/Data: is not pretty']],
    ['the rule', [allowed('R1')], []],
    ['the rule at the place', [allowed('R1', /^AWS::S3::Bucket EncryptedBucket: /)], []],
    ['the rule at another place', [allowed('R1', /LogBucket/)], [
      'R1: AWS::S3::Bucket EncryptedBucket: Stack/Data: is not pretty',
      'R1: nothing at /LogBucket/ is found any more. Fix: remove it from the list of what is allowed',
    ]],
    ['another rule', [allowed('R1'), allowed('R10')], ['R10: nothing is found any more. Fix: remove it from the list of what is allowed']],
  ])('%s', (_, list, expected) => {
    expect(complaints(judge([finding], list))).toEqual(expected);
  });

  test('findings of one rule that say the same come together', () => {
    expect(complaints(judge([finding, { ...finding, place: 'LogBucket: Stack/Logs' }], []))).toEqual(['R1: AWS::S3::Bucket EncryptedBucket: Stack/Data (and 1 more): is not pretty']);
  });

  test('each reason is a sentence, and no pattern is remembered between findings', () => {
    for (const { reason, at } of VALIDATORS.flatMap((validator) => validator.allowed)) {
      expect(reason).toMatch(/^\S.+\.$/);
      expect(at?.global ?? false).toBe(false);
    }
  });
});
