import { App, aws_iam as iam, CfnOutput, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { type EncryptedBucket, ObjectOperation, type UploadRequestOptions } from '../../src';

export const HOME = { account: '111122223333', region: 'eu-west-1' };
export const PARTNER = { account: '444455556666', region: 'eu-west-1' };
export const ABROAD = { account: HOME.account, region: 'eu-central-1' };

/** An app of the test's own. Nothing of it needs a bootstrapped account. */
export function newApp(): App {
  return new App({ defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }), analyticsReporting: false });
}

export function newStack(app: App, id: string, env = HOME): Stack { return new Stack(app, id, { env }); }

/** A role of people, whom nothing restricts but what others say of them: the account's root user may assume it. */
export function administrator(stack: Stack, id = 'Administrator'): iam.Role {
  const role = person(stack, id);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['*'], resources: ['*'] }));
  return role;
}

/** A role of people without any right. */
export function person(stack: Stack, id: string, roleName?: string): iam.Role {
  return new iam.Role(stack, id, { roleName, assumedBy: new iam.AccountRootPrincipal() });
}

/** What an application sends, as an output: names of keys are known after deployment only. */
export function outputHeaders(bucket: EncryptedBucket, id = 'Headers', options?: UploadRequestOptions): void {
  const stack = Stack.of(bucket);
  const headers = bucket.uploadRequest(options);
  const operations = [ObjectOperation.PUT, ObjectOperation.COPY, ObjectOperation.CREATE_MULTIPART_UPLOAD];
  new CfnOutput(stack, id, { value: stack.toJsonString(Object.fromEntries(operations.map((operation) => [operation, headers.headers(operation)]))) });
}
