import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { KmsActions } from '../kms-actions';

/**
 * The policy of a key that is used through S3 only.
 *
 * It never refers to a bucket: the bucket refers to the key already, and CloudFormation rejects a circle.
 */
export function encryptionKeyPolicy(scope: IConstruct): iam.PolicyDocument {
  const stack = Stack.of(scope);
  return new iam.PolicyDocument({
    statements: [
      new iam.PolicyStatement({
        sid: 'AllowAccountToAdministerKey',
        principals: [new iam.AccountRootPrincipal()],
        actions: KmsActions.ADMINISTER,
        resources: ['*'],
      }),
      new iam.PolicyStatement({
        sid: 'AllowUseThroughS3',
        // The root stands for "whom IAM allows". With `*` a role without any right in IAM could decrypt.
        principals: [new iam.AccountRootPrincipal()],
        actions: KmsActions.USE,
        resources: ['*'],
        conditions: {
          StringEquals: {
            // The DNS suffix of the condition's value is the same in every partition.
            'kms:ViaService': `s3.${stack.region}.amazonaws.com`,
            'kms:CallerAccount': stack.account,
          },
        },
      }),
    ],
  });
}
