import { ACCOUNT, changeSetEvent, checked, cleanBucket, cloudControlEvent, hook, resourceEvent, serving, stackEvent, TOKEN } from './support';
import type { Invocation } from '../../src/hook-function/handler';
import { RULES } from '../../src/validation/rules';

const CLEAN = { Resources: cleanBucket() };
/** A request about a resource, with other data. */
const resourceWith = (data: object) => {
  const event = resourceEvent('AWS::S3::Bucket', {});
  return { ...event, requestData: { ...event.requestData, ...data } };
};

const BAD = { Resources: { Data: { Type: 'AWS::S3::Bucket' } } };

test('a template without findings passes', async () => {
  expect(await checked(CLEAN)).toEqual({
    hookStatus: 'SUCCESS', message: 'cdk-s3-encryption (recommended): 1 bucket, no findings.', clientRequestToken: TOKEN,
  });
});

test('a template with an error fails, and the message names resource, rule, fix and page', async () => {
  const response = await checked(BAD);
  expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant', clientRequestToken: TOKEN });
  expect(response.message).toMatch(/^cdk-s3-encryption \(recommended\): 1 error\. \[1\] Data: SecureTransportRequired: The bucket .* Fix: .* https:\/\/.*\/docs\/rules\/SecureTransportRequired\.md$/);
});

describe('the requests that the guide of AWS shows', () => {
  const template = '{"Resources":{"S3Bucket":{"Type":"AWS::S3::Bucket","Properties":{"ObjectLockEnabled":true}},"SQSQueue":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"NewQueue"}}}}';
  const previousTemplate = '{"Resources":{"S3Bucket":{"Type":"AWS::S3::Bucket","Properties":{"ObjectLockEnabled":false}}}}';

  test('the update of a stack', async () => {
    const response = await hook({}, serving({ template, previousTemplate })).invoke(stackEvent());
    expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant', clientRequestToken: TOKEN });
    expect(response.message).toContain('S3Bucket: SecureTransportRequired');
  });

  test('a change set, whose template is YAML', async () => {
    const yaml = ['Resources:', '  DynamoDBTable:', '    Type: AWS::DynamoDB::Table', '  Data:', '    Type: AWS::S3::Bucket', '    Properties:', '      BucketName: !Sub data-${AWS::Region}'];
    const changedResources = [{ logicalResourceId: 'SQSQueue', resourceType: 'AWS::SQS::Queue', action: 'DELETE', lineNumber: null, beforeContext: '{"Properties":{"QueueName":"CoolQueue"}}', afterContext: null }];
    const response = await hook({}, serving({ template: yaml.join('\n'), changedResources })).invoke(changeSetEvent());
    expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant' });
    expect(response.message).toContain('Data: SecureTransportRequired');
  });

  test('a change set without an invocation point, and other spellings', async () => {
    const { actionInvocationPoint: _, clientRequestToken, stackId, ...rest } = changeSetEvent();
    const response = await hook({}, serving({ template })).invoke({ ...rest, clientRequesttoken: clientRequestToken, stackID: stackId });
    expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant', clientRequestToken: TOKEN });
  });

  test('a resource of another service', async () => {
    expect(await hook().invoke(resourceEvent('AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }))).toEqual({
      hookStatus: 'SUCCESS',
      message: expect.stringMatching(/^cdk-s3-encryption \(recommended, \d+ rules that can be checked on a resource alone\): 0 buckets, no findings\.$/),
      clientRequestToken: undefined,
    });
  });
});

test.each(['IMPORT_PRE_PROVISION', 'IMPORT'])('what is imported into a stack is checked like what is created: %s', async (actionInvocationPoint) => {
  const event = { ...stackEvent(), actionInvocationPoint };
  expect((await checked(BAD, {}, event)).message).toContain('Data: SecureTransportRequired');
  expect((await checked(CLEAN, {}, event)).hookStatus).toBe('SUCCESS');
});

test('a deletion is not checked: no template is fetched', async () => {
  expect(await hook().invoke(stackEvent('DELETE'))).toMatchObject({ hookStatus: 'SUCCESS', clientRequestToken: TOKEN });
});

test('account and Region of the request decide what the template means', async () => {
  const template = (region: string) => ({
    Resources: cleanBucket('Data', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          BucketKeyEnabled: true,
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `arn:aws:kms:${region}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555` },
        }],
      },
    }),
  });
  expect((await checked(template('us-west-2'))).hookStatus).toBe('SUCCESS');
  expect((await checked(template('eu-west-1'))).message).toContain('Data: KmsKeySameRegion');
});

test('warnings fail if they are to', async () => {
  const template = { Resources: cleanBucket('Data', { BucketEncryption: undefined }) };
  const passed = await checked(template);
  expect(passed).toMatchObject({ hookStatus: 'SUCCESS', message: expect.stringMatching(/1 bucket, \d finding.* for which the Hook doesn't fail\.$/) });
  expect(passed.annotations).toContainEqual(expect.objectContaining({ annotationName: 'DefaultEncryptionDeclared', status: 'FAILED', severityLevel: 'MEDIUM' }));
  const failed = await checked(template, { failOnWarnings: true });
  expect(failed).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant' });
  expect(failed.message).toContain('Data: DefaultEncryptionDeclared');
});

test('the value of a parameter is not in the request, so what it decides cannot be determined, and is no error', async () => {
  const template = {
    Parameters: { Algorithm: { Type: 'String' } },
    Resources: cleanBucket('Data', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] }, ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Algorithm' } },
        }],
      },
    }),
  };
  const response = await checked(template);
  expect(response.hookStatus).toBe('SUCCESS');
  expect(response.annotations).toContainEqual(expect.objectContaining({ annotationName: 'DefaultEncryptionValid', status: 'SKIPPED' }));
});

test('rules can be left out and added', async () => {
  expect((await checked(BAD, { withoutRules: ['SecureTransportRequired'] })).hookStatus).toBe('SUCCESS');
  const dual = await checked(CLEAN, { additionalRules: ['DualLayerDefaultEncryption'], failOnWarnings: true });
  expect(dual.message).toContain('Data: DualLayerDefaultEncryption');
});

test('the worst findings come first', async () => {
  const { message } = await checked(BAD, { failOnWarnings: true });
  expect(message).toMatch(/^cdk-s3-encryption \(recommended\): 1 error and \d warnings?\. \[1\] Data: SecureTransportRequired: .* \[2\] Data: /);
});

describe('what could not be checked fails, and says why', () => {
  test.each<[string, object | string | undefined, string]>([
    ['no template', undefined, 'the request to CREATE has no template'],
    ['no YAML', 'Resources: [', "the template can't be read: template:1:"],
    ['no resources', { Parameters: {} }, 'the template has no Resources'],
    ['a key twice, which decides', '{"Resources":{"Data":{"Type":"AWS::S3::Bucket"},"Data":{"Type":"AWS::SQS::Queue"}}}', 'the template has duplicate keys: template:1:'],
  ])('%s', async (_, template, why) => {
    const response = await checked(template);
    expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'InternalFailure', clientRequestToken: TOKEN });
    expect(response.message).toContain(`cdk-s3-encryption could not check the operation: ${why}`);
  });

  test('a key twice that decides nothing is no fault', async () => {
    expect((await checked(`{"Description":"a","Description":"b",${JSON.stringify(CLEAN).slice(1)}`)).hookStatus).toBe('SUCCESS');
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it has no requestData.targetName'],
    ['an empty event', {}, 'it has no requestData.targetName'],
    ['an unknown action', { ...stackEvent(), actionInvocationPoint: 'REFACTOR_PRE_PROVISION' }, 'the actionInvocationPoint of the request is "REFACTOR_PRE_PROVISION"'],
    ['a resource of which nothing is known', resourceWith({ targetModel: undefined }), 'the request has no properties of the resource (requestData.targetModel.resourceProperties)'],
    ['a resource whose model is none', resourceWith({ targetModel: [] }), 'the request has no properties of the resource'],
    ['a resource whose properties are none', resourceWith({ targetModel: { resourceProperties: '{}' } }), 'the request has no properties of the resource'],
    ['no URL', { ...stackEvent(), requestData: { targetName: 'STACK' } }, 'the request has no presigned URL'],
  ])('%s', async (_, event, why) => {
    const response = await hook().invoke(event);
    expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'InternalFailure' });
    expect(response.message).toContain(why);
  });

  test.each([
    [{ ruleSet: 'lenient' }, 'rule set "lenient" doesn\'t exist'],
    [{ withoutRules: ['NoSuchRule'] }, 'rule "NoSuchRule" doesn\'t exist'],
  ])('a configuration that is none: %j', async (configured, why) => {
    const { message, errorCode } = await checked(CLEAN, configured);
    expect({ message, errorCode }).toEqual({ message: `cdk-s3-encryption could not check the operation: an error occurred: ${why}.`, errorCode: 'InternalFailure' });
  });
});

test('each finding and the result are logged', async () => {
  const { invoke, logged } = hook({}, serving({ template: JSON.stringify(BAD) }));
  await invoke(stackEvent('CREATE'));
  const about = { target: 'STACK', action: 'CREATE', account: ACCOUNT, region: 'us-west-2', stackName: 'MyStack' };
  expect(logged).toContainEqual({
    ...about,
    finding: 'SecureTransportRequired',
    severity: 'error',
    status: 'violation',
    logicalId: 'Data',
    message: expect.stringMatching(/^The bucket /),
    fix: RULES.find(({ metadata }) => metadata.name === 'SecureTransportRequired')!.metadata.fix,
  });
  expect(logged.at(-1)).toEqual({ ...about, result: 'FAILED', errorCode: 'NonCompliant', message: expect.stringContaining('SecureTransportRequired') });
});

describe('time', () => {
  /** Of which each look at the clock takes a part. */
  const clock = (milliseconds: number, perLook: number): Invocation => {
    let left = milliseconds;
    return { getRemainingTimeInMillis: () => left -= perLook };
  };
  const updated = (invocation: Invocation, newFindingsOnly = true) => (
    hook({ newFindingsOnly }, serving({ template: JSON.stringify(CLEAN), previousTemplate: JSON.stringify(CLEAN) }), invocation).invoke(stackEvent())
  );
  const TOO_LATE = { hookStatus: 'FAILED', errorCode: 'InternalFailure', message: 'cdk-s3-encryption could not check the operation: it took too long.', clientRequestToken: TOKEN };

  test('that is nearly over when the templates are there', async () => {
    expect(await updated(clock(1_000, 1))).toEqual(TOO_LATE);
  });

  test('that is not enough for a second pass as long as the first', async () => {
    expect(await updated(clock(16_000, 4_000))).toEqual(TOO_LATE);
    expect((await updated(clock(16_000, 4_000), false)).hookStatus).toBe('SUCCESS');
    expect((await updated(clock(28_000, 4_000))).hookStatus).toBe('SUCCESS');
  });
});

describe('a resource alone', () => {
  const KMS_WITH_WRONG_REGION = {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555` },
      }],
    },
  };

  test('fails for what it shows by itself', async () => {
    const { message } = await hook().invoke(resourceEvent('AWS::S3::Bucket', KMS_WITH_WRONG_REGION));
    expect(message).toContain('[1] Data: KmsKeySameRegion');
  });

  test('does not fail for what other resources decide: its policy comes with another request', async () => {
    const response = await hook({ ruleSet: 'strict' }).invoke(resourceEvent('AWS::S3::Bucket', { BucketName: 'data' }));
    expect(response.message).toContain('Data: DefaultEncryptionDeclared');
    expect(response.annotations!.map(({ annotationName }) => annotationName)).not.toContain('SecureTransportRequired');
  });

  test('without properties has none', async () => {
    const { message } = await hook({ failOnWarnings: true }).invoke(resourceWith({ targetModel: {} }));
    expect(message).toContain('Data: DefaultEncryptionDeclared');
  });

  test('is checked by some rules only, and the message says how many', async () => {
    const { message } = await hook({ ruleSet: 'cis-aws-5', additionalRules: ['DefaultEncryptionDeclared'], failOnWarnings: true }).invoke(resourceEvent('AWS::S3::Bucket', {}));
    expect(message).toMatch(/^cdk-s3-encryption \(cis-aws-5, 1 rule that can be checked on a resource alone\): 1 warning\. \[1\] Data: DefaultEncryptionDeclared/);
  });

  test('that no rule can be asked about does not pass', async () => {
    expect(await hook({ ruleSet: 'cis-aws-5' }).invoke(resourceEvent('AWS::S3::Bucket', {}))).toMatchObject({
      hookStatus: 'FAILED',
      errorCode: 'InternalFailure',
      message: 'cdk-s3-encryption could not check the operation: no rule of the rule set can be checked on a resource alone.',
    });
  });

  test('that Cloud Control API creates has a shorter message', async () => {
    const properties = { ...KMS_WITH_WRONG_REGION, WebsiteConfiguration: { IndexDocument: 'index.html' } };
    const { message } = await hook({ ruleSet: 'strict' }).invoke(cloudControlEvent('AWS::S3::Bucket', properties));
    expect(message).toContain('[1] 1a2b: ');
    expect(message.length).toBeLessThanOrEqual(1024);
    expect(message).toMatch(/\d more: see the annotations of the Hook result/);
  });

  test('that is updated fails for new findings only, if so configured', async () => {
    const event = resourceEvent('AWS::S3::Bucket', { ...KMS_WITH_WRONG_REGION, BucketName: 'new' }, KMS_WITH_WRONG_REGION);
    expect((await hook().invoke(event)).hookStatus).toBe('FAILED');
    expect((await hook({ newFindingsOnly: true }).invoke(event)).hookStatus).toBe('SUCCESS');
  });
});
