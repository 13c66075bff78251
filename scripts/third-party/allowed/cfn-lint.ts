import { type Allowed, allow, Whose } from '../finding';

export const CFN_LINT: readonly Allowed[] = [
  ...allow(Whose.CDK, 'aws-cdk-lib writes `Fn::Join` for text with references.', ['I1022']),
  ...allow(Whose.CDK, 'aws-cdk-lib writes `DependsOn` for each dependency between constructs, also where a reference says the same.', ['W3005']),
  ...allow(Whose.SPECIMEN, 'The queue is the specimen\'s.', ['I3013'], /AWS::SQS::Queue /),
];
