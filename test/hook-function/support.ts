import { configurationOf } from '../../src/hook-function/configuration';
import { hookHandler, type Invocation } from '../../src/hook-function/handler';
import type { Fetch } from '../../src/hook-function/payload';
import type { HookResponse } from '../../src/hook-function/response';

export const ACCOUNT = '123456789012';
const STACK_ID = `arn:aws:cloudformation:us-west-2:${ACCOUNT}:stack/MyStack/1a2345b6-0000-00a0-a123-00abc0abc000`;
const CHANGE_SET_ID = `arn:aws:cloudformation:us-west-2:${ACCOUNT}:changeSet/SampleChangeSet/1a2345b6-0000-00a0-a123-00abc0abc000`;
export const TOKEN = 'f8da6d11-b23f-48f4-814c-0fb6a667f50e';
export const URL = 'https://s3.us-west-2.amazonaws.com/payloads/1?X-Amz-Signature=secret';

const HOOK = {
  hookTypeVersion: '00000008',
  hookModel: { LambdaFunction: `arn:aws:lambda:us-west-2:${ACCOUNT}:function:MyFunction` },
  requestContext: { invocation: 1, callbackContext: null },
};

/** The example of a stack update in the CloudFormation Hooks User Guide, with another action where one is given. */
export function stackEvent(action = 'UPDATE') {
  return {
    clientRequestToken: TOKEN,
    awsAccountId: ACCOUNT,
    stackId: STACK_ID,
    changeSetId: null,
    hookTypeName: 'my::lambda::stackhook',
    ...HOOK,
    actionInvocationPoint: `${action}_PRE_PROVISION`,
    requestData: { targetName: 'STACK', targetType: 'STACK', targetLogicalId: 'my-cloudformation-stack', payload: URL },
  };
}

/** The example of a change set in the guide. */
export function changeSetEvent() {
  return {
    clientRequestToken: TOKEN,
    awsAccountId: ACCOUNT,
    stackId: STACK_ID,
    changeSetId: CHANGE_SET_ID,
    hookTypeName: 'my::lambda::changesethook',
    ...HOOK,
    actionInvocationPoint: 'CREATE_PRE_PROVISION',
    requestData: { targetName: 'CHANGE_SET', targetType: 'CHANGE_SET', targetLogicalId: CHANGE_SET_ID, payload: URL },
  };
}

/** As the example of a resource in the guide, which has no token. */
export function resourceEvent(type: string, resourceProperties: unknown, previousResourceProperties: unknown = null, logicalId = 'Data') {
  return {
    awsAccountId: ACCOUNT,
    stackId: STACK_ID,
    hookTypeName: 'my::lambda::resourcehookfunction',
    ...HOOK,
    actionInvocationPoint: previousResourceProperties === null ? 'CREATE_PRE_PROVISION' : 'UPDATE_PRE_PROVISION',
    requestData: { targetName: type, targetType: type, targetLogicalId: logicalId, targetModel: { resourceProperties, previousResourceProperties } },
  };
}

/** A resource that Cloud Control API creates. */
export function cloudControlEvent(type: string, resourceProperties: unknown) {
  const { requestData, ...rest } = resourceEvent(type, resourceProperties);
  return { ...rest, stackId: null, clientRequestToken: TOKEN, requestData: { ...requestData, targetType: 'RESOURCE', targetLogicalId: '1a2b' } };
}

export interface Configured {
  readonly ruleSet?: string;
  readonly additionalRules?: readonly string[];
  readonly withoutRules?: readonly string[];
  readonly failOnWarnings?: boolean;
  readonly newFindingsOnly?: boolean;
  readonly acceptAcknowledgements?: boolean;
}

/** Time for everything. */
export const IN_TIME: Invocation = { getRemainingTimeInMillis: () => 28_000 };

/** A function of a Hook, with what it has logged and fetched. */
export function hook(configured: Configured = {}, fetch: Fetch = () => Promise.reject(new Error('nothing is fetched')), invocation = IN_TIME) {
  const logged: { readonly [name: string]: unknown }[] = [];
  const handler = hookHandler({
    configuration: () => configurationOf(JSON.stringify({ ruleSet: 'recommended', ...configured })),
    fetch,
    region: 'us-west-2',
    log: (entry) => { logged.push(entry as { readonly [name: string]: unknown }); },
  });
  return { invoke: (event: unknown) => handler(event, invocation), logged };
}

/** Invokes the function for a template, which is given as text or as JSON. */
export function checked(template: object | string | undefined, configured: Configured = {}, event: object = stackEvent('CREATE'), previous?: object): Promise<HookResponse> {
  const text = (one: object | string | undefined) => (typeof one === 'object' ? JSON.stringify(one) : one);
  return hook(configured, serving({ template: text(template), previousTemplate: text(previous) })).invoke(event);
}

/** Answers every request with this as JSON. */
export function serving(payload: object): Fetch {
  return () => Promise.resolve(new Response(JSON.stringify(payload)));
}

const CLEAN_STATEMENTS = [
  { Sid: 'Http', Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  {
    Sid: 'Tls',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  },
  { Sid: 'V2', Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { StringEquals: { 's3:signatureversion': 'AWS' } } },
  { Sid: 'Anonymous', Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } } },
];

/** A bucket that complies with the recommended rules, and what is set on it. */
export function cleanBucket(logicalId = 'Data', properties: object = {}, metadata?: object): { readonly [logicalId: string]: object } {
  const arn = { 'Fn::GetAtt': [logicalId, 'Arn'] };
  const resources = [arn, { 'Fn::Join': ['', [arn, '/*']] }];
  return {
    [logicalId]: {
      Type: 'AWS::S3::Bucket',
      Metadata: metadata,
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          }],
        },
        ...properties,
      },
    },
    [`${logicalId}Policy`]: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: logicalId },
        PolicyDocument: { Version: '2012-10-17', Statement: CLEAN_STATEMENTS.map((statement) => ({ ...statement, Resource: resources })) },
      },
    },
  };
}
