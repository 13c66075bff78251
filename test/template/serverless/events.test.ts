import { functionEvents, invokePolicies } from '../../../src/template/serverless/events';
import { destinationPolicy } from '../../../src/template/serverless/policies';

const NOTHING = { notifications: [], policies: [], managed: [] };
const FUNCTION = { 'Fn::GetAtt': ['F', 'Arn'] };
const S3 = (more: object) => ({ Type: 'S3', Properties: { Bucket: { Ref: 'Bucket' }, ...more } });
const TO = { 'Fn::GetAtt': ['Bucket', 'Arn'] };

test.each<[string, unknown, Partial<ReturnType<typeof functionEvents>>]>([
  ['none', undefined, {}],
  ['a list', [S3({ Events: 'x' })], {}],
  ['an event that is no map', { E: 'x', F: null }, {}],
  ['an event without properties', { E: { Type: 'SQS' } }, {}],
  ['an event without a type', { E: { Properties: {} } }, {}],
  ['a type that SAM gives nothing for', { E: { Type: 'Api', Properties: {} }, F: { Type: 'constructor', Properties: {} } }, {}],
  ['a bucket, by Ref', { E: S3({ Events: 'x' }) }, { notifications: [['Bucket', { Event: 'x', Function: FUNCTION }]] }],
  ['a bucket, with several events and a filter', { E: S3({ Events: ['x', 'y'], Filter: { a: 1 } }) }, {
    notifications: [['Bucket', { Event: 'x', Function: FUNCTION, Filter: { a: 1 } }], ['Bucket', { Event: 'y', Function: FUNCTION, Filter: { a: 1 } }]],
  }],
  ['a bucket by its name', { E: { Type: 'S3', Properties: { Bucket: 'name', Events: 'x' } } }, {}],
  ...(['DynamoDB', 'Kinesis', 'MSK', 'SQS'] as const).map((Type): [string, unknown, Partial<ReturnType<typeof functionEvents>>] => (
    [`what is polled: ${Type}`, { E: { Type, Properties: {} } }, { managed: [Type === 'SQS' ? 'AWSLambdaSQSQueueExecutionRole' : `AWSLambda${Type}ExecutionRole`] }])),
  ['a topic', { E: { Type: 'SNS', Properties: { SqsSubscription: false } } }, {}],
  ['a topic through a queue', { E: { Type: 'SNS', Properties: { SqsSubscription: true } } }, { managed: ['AWSLambdaSQSQueueExecutionRole'] }],
  ['what fails, to a bucket', { E: { Type: 'Api', Properties: { DestinationConfig: { OnFailure: { Type: 'S3', Destination: TO } } } } }, { policies: [destinationPolicy(TO, 'FES3Policy')] }],
  ['what fails, to something else', { E: { Type: 'Api', Properties: { DestinationConfig: { OnFailure: { Type: 'SNS', Destination: TO } } } } }, {}],
  ['a secret with a key', { E: { Type: 'Api', Properties: { SecretsManagerKmsKeyId: 'id' } } }, {
    policies: [{
      PolicyName: 'FESecretPolicy',
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/id' } }],
      },
    }],
  }],
  ['a secret with a key that is not known', { E: { Type: 'Api', Properties: { SecretsManagerKmsKeyId: { Ref: 'Key' } } } }, {}],
])('the events of a function: %s', (_, events, expected) => {
  expect(functionEvents('F', events)).toEqual({ ...NOTHING, ...expected });
});

test.each<[string, unknown, unknown[]]>([
  ['none', undefined, []],
  ['two buckets', { DestinationConfig: { OnSuccess: { Type: 'S3Bucket', Destination: TO }, OnFailure: { Type: 'S3Bucket', Destination: 'b' } } }, [
    destinationPolicy(TO, 'FEventInvokeConfigOnSuccessS3Policy'), destinationPolicy('b', 'FEventInvokeConfigOnFailureS3Policy'),
  ]],
  ['a bucket that is not named', { DestinationConfig: { OnSuccess: { Type: 'S3Bucket' } } }, []],
  ['something else', { DestinationConfig: { OnSuccess: { Type: 'SQS', Destination: 'q' } } }, []],
])('the destinations of a function: %s', (_, config, expected) => {
  expect(invokePolicies('F', config)).toEqual(expected);
});
