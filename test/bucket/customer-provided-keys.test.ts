import { CustomerProvidedKeys, EncryptedBucket } from '../../src';
import { type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT } from '../support/concrete';
import { ALLOWED_EVERYTHING, MODERN, policyOf, ROLE, s3Request } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const OBJECT = 'arn:aws:s3:::bucket83908e77/object';
const SSE_C = { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' };
// What S3 tells of the steps of a multipart upload: the last one makes the object.
const STEP = { 's3:ObjectCreationOperation': 'false' };
const LAST_STEP = { 's3:ObjectCreationOperation': 'true' };

const { BLOCKED, ALLOWED, REQUIRED } = CustomerProvidedKeys;

function outcome(customerProvidedKeys: CustomerProvidedKeys, action: string, context: ContextKeys, principal = ROLE): 'allowed' | 'denied' {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', { customerProvidedKeys });
  const answer = decide(s3Request(action, OBJECT, { ...MODERN, ...context }, principal), {
    identity: [ALLOWED_EVERYTHING], resource: policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument), resourceAccount: ACCOUNT, kind: 's3',
  });
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES ? 'allowed' : 'denied';
}

// CopyObject, POST and all steps of a multipart upload are authorized as PutObject.
describe.each<[string, string, ContextKeys, CustomerProvidedKeys[], CustomerProvidedKeys[]]>([
  ['PutObject', 'PutObject', {}, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED]],
  ['CopyObject', 'PutObject', { 's3:x-amz-copy-source': 'other/object' }, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED]],
  ['POST from a form', 'PutObject', { 's3:authType': 'POST' }, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED]],
  ['CreateMultipartUpload', 'PutObject', STEP, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED]],
  ['UploadPart', 'PutObject', STEP, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED]],
  // Where SSE-C is required, clients have to send the key here too.
  ['CompleteMultipartUpload', 'PutObject', LAST_STEP, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED]],
  // Replicas keep what their source has.
  ['replication', 'ReplicateObject', {}, [ALLOWED, REQUIRED], [BLOCKED, ALLOWED, REQUIRED]],
  // What is stored can be read, by whatever means it was stored.
  ['GetObject and HeadObject', 'GetObject', {}, [BLOCKED, ALLOWED, REQUIRED], [BLOCKED, ALLOWED, REQUIRED]],
  ['AbortMultipartUpload', 'AbortMultipartUpload', {}, [BLOCKED, ALLOWED, REQUIRED], [BLOCKED, ALLOWED, REQUIRED]],
])('%s', (_, action, context, passWithSseC, passWithout) => {
  test.each(Object.values(CustomerProvidedKeys))('where SSE-C is %s', (choice) => {
    expect({
      withSseC: outcome(choice, action, { ...context, ...SSE_C }),
      without: outcome(choice, action, context),
    }).toEqual({
      withSseC: passWithSseC.includes(choice) ? 'allowed' : 'denied',
      without: passWithout.includes(choice) ? 'allowed' : 'denied',
    });
  });
});

test('services deliver, except where SSE-C is required: they have no key to send', () => {
  const denies = (customerProvidedKeys: CustomerProvidedKeys) => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Bucket', { customerProvidedKeys });
    return policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument)
      .denies(s3Request('PutObject', OBJECT, {}, Principal.service('delivery.logs.amazonaws.com')));
  };
  expect([BLOCKED, ALLOWED, REQUIRED].map(denies)).toEqual([Ternary.NO, Ternary.NO, Ternary.YES]);
});
