import { aws_iam as iam, aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { KmsActions } from '../encryption';

/**
 * A key for AWS services other than S3: the account may administer it, and whom the statements let in may use it.
 *
 * It stays when the stack goes, like what is encrypted with it; also after a failed deployment, in which something may have
 * been encrypted with it that stays.
 */
export function serviceKey(scope: Construct, description: string, ...statements: iam.PolicyStatement[]): kms.Key {
  return new kms.Key(scope, 'Key', {
    description,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
    policy: new iam.PolicyDocument({
      statements: [
        new iam.PolicyStatement({
          sid: 'AllowAccountToAdministerKey',
          principals: [new iam.AccountRootPrincipal()],
          actions: KmsActions.ADMINISTER,
          resources: ['*'],
        }),
        ...statements,
      ],
    }),
  });
}
