import { Aws, aws_iam as iam, aws_s3 as s3, CfnParameter, Fn, Lazy, type Stack, Token } from 'aws-cdk-lib';
import { resolvedOnce } from '../../src/mixins/private/resolved-once';
import { aStack } from '../support/stacks';

const VALUES: { readonly [what: string]: (stack: Stack) => unknown } = {
  'plain data': () => ({ a: [1, 'b', null, undefined, { c: undefined, d: true }], e: undefined }),
  'references': (stack) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    return [bucket.bucketArn, `${bucket.bucketArn}/*`, `${bucket.bucketArn}/${Aws.ACCOUNT_ID}/${bucket.bucketName}/*`, bucket.bucketArn];
  },
  'lists': (stack) => ({
    chosen: Lazy.uncachedList({ produce: () => ['a', Aws.REGION] }),
    parameter: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList,
    part: Fn.select(1, new CfnParameter(stack, 'Other', { type: 'CommaDelimitedList' }).valueAsList),
  }),
  'a text that becomes a list': () => [Token.asString(Lazy.uncachedAny({ produce: () => ['a', 'b'] }))],
  'numbers and computed values': () => [Lazy.uncachedNumber({ produce: () => 3 }), Token.asAny(Lazy.uncachedAny({ produce: () => ({ x: [Aws.REGION] }) }))],
  'computed keys': () => ({ [`tag/${Lazy.uncachedString({ produce: () => 'team' })}`]: `${Aws.REGION}` }),
  'functions': (stack) => Fn.conditionIf('Condition', `a-${stack.account}`, Fn.join(',', ['a', stack.region, 'b'])),
  'a document of the L2': (stack) => {
    const { bucketArn } = new s3.Bucket(stack, 'Bucket');
    const statement = () => new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:GetObject'], resources: [bucketArn, `${bucketArn}/*`], principals: [new iam.AnyPrincipal()] });
    return new iam.PolicyDocument({ statements: [statement(), statement()], assignSids: true });
  },
};

test.each(Object.entries(VALUES))('%s: as the stack resolves them', (_, make) => {
  const stack = aStack();
  const value = make(stack);
  const expected: unknown = stack.resolve(value);
  expect(resolvedOnce(stack, value)).toEqual(expected);
  expect(JSON.stringify(resolvedOnce(stack, value))).toBe(JSON.stringify(expected));
});

test('resolves a text once in a value, and again in the next', () => {
  const stack = aStack();
  let asked = 0;
  const text = Lazy.uncachedString({ produce: () => `${++asked}` });
  expect(resolvedOnce(stack, [text, text, { inner: text }])).toEqual(['1', '1', { inner: '1' }]);
  expect(resolvedOnce(stack, [text])).toEqual(['2']);
});
