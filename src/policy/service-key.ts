import { aws_iam as iam, aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ConstructSet } from '../construct-state';
import { KmsActions } from '../encryption';

const SERVICE_KEYS = new ConstructSet<kms.IKey>('keys for a service');

/** Whether a key was created for something else than a general purpose bucket, by this library. */
export function isServiceKey(key: kms.IKey): boolean {
  return SERVICE_KEYS.has(key);
}

/**
 * A key for AWS services other than S3: the account may administer it, and whom the statements let in may use it.
 *
 * It stays when the stack goes, like what is encrypted with it; also after a failed deployment, in which something may have
 * been encrypted with it that stays.
 */
export function serviceKey(scope: Construct, description: string, ...statements: iam.PolicyStatement[]): kms.Key {
  const key = new kms.Key(scope, 'Key', {
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
  SERVICE_KEYS.add(key);
  return key;
}
