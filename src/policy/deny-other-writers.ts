import { type aws_iam as iam, Lazy } from 'aws-cdk-lib';
import { deny, NOT_AN_AWS_SERVICE, objects } from './private/deny';

/**
 * Denies writing to everybody but AWS services and the roles that are named.
 *
 * Which services may write is not said here: they need a statement that allows it.
 *
 * @param roleArns The ARNs of the roles, asked for when the template is made
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
export function denyOtherWriters(bucketArn: string, roleArns: () => string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyOtherWriters',
    actions: ['s3:PutObject', 's3:ReplicateObject'],
    resources: [objects(bucketArn)],
    conditions: {
      ...NOT_AN_AWS_SERVICE,
      // Left out where there are none: an operator needs a key and a value.
      ArnNotLike: Lazy.uncachedAny({
        produce: () => {
          const arns = roleArns();
          return arns.length === 0 ? undefined : { 'aws:PrincipalArn': arns };
        },
      }),
    },
  });
}
