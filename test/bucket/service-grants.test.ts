import { type App, aws_iam as iam } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket } from '../../src';
import { Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment, mayUseKey, succeeds } from '../support/deployment';
import { aStack } from '../support/stacks';

const BEDROCK = Principal.service('bedrock.amazonaws.com');
const SOURCE = (account: string) => ({ 'aws:SourceAccount': account, 'aws:SourceArn': `arn:aws:bedrock:${REGION}:${account}:*` });
const FOLDER = `AWSLogs/${ACCOUNT}/BedrockModelInvocationLogs`;

/** As Amazon Bedrock documents it: https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html */
function invocationLogs(defaultEncryption: DefaultEncryption): Deployment {
  const stack = aStack({ account: ACCOUNT, region: REGION });
  new EncryptedBucket(stack, 'Invocations', { defaultEncryption }).grantPut(new iam.ServicePrincipal('bedrock.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': `arn:aws:bedrock:${REGION}:${ACCOUNT}:*` } },
  }), `${FOLDER}/*`);
  return new Deployment(stack.node.root as App);
}

test.each([
  ['SSE-KMS', DefaultEncryption.sseKms()], ['SSE-KMS without a Bucket Key', DefaultEncryption.sseKms({ bucketKey: false })], ['SSE-S3', DefaultEncryption.sseS3()],
])('a service without a factory writes with a grant: %s', (_encryption, defaultEncryption) => {
  const target = invocationLogs(defaultEncryption).target();
  const put = (account: string, objectKey = `${FOLDER}/${REGION}/log.gz`) => succeeds('PUT', objectKey, { principal: BEDROCK, context: SOURCE(account) }, target);
  expect(put(ACCOUNT)).toBe(true);
  expect(put('444455556666')).toBe(false);
  expect(put(ACCOUNT, 'elsewhere/log.gz')).toBe(false);
  if (target.keyArn) {
    expect(mayUseKey('GenerateDataKey', SOURCE(ACCOUNT), { principal: BEDROCK }, target)).toBe(true);
    expect(mayUseKey('GenerateDataKey', SOURCE('444455556666'), { principal: BEDROCK }, target)).toBe(false);
  }
});
