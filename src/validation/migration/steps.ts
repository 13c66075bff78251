import type { Migration } from './migration';
import type { DemandedDefault, UploadDefault } from '../../legacy-policy';
import { Ternary } from '../../template';

/** What somebody has to do, one after another. */
export interface Step {
  readonly title: string;
  readonly details: readonly string[];
  /** Whether it is the step in which statements are replaced, with which the replacements are shown. */
  readonly replacesStatements?: boolean;
}

/**
 * The way to default encryption, in the order that AWS recommends: clients first, then the policy with a copy of it, then
 * trying, then watching.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
 */
export function stepsOf({ policy, bucket, current, clients, plan }: Migration): Step[] {
  const { serving, changesDefault, replaced } = plan;
  if (!serving) { return []; }
  const names = replaced.map(({ name }) => name).join(', ');
  return [
    {
      title: 'Prepare the clients',
      details: clients.length === 0
        ? ['Nothing to do: SSE-S3 works with every client.']
        : [
          'All uploads and downloads must use Signature Version 4 and TLS: S3 rejects others for SSE-KMS.',
          ...(serving.key === undefined ? [] : ['Principals need kms:GenerateDataKey on the key to upload, and kms:Decrypt to download.']),
          ...clients.map(({ kind, denied, cloudTrailCondition }) => (denied === Ternary.YES
            ? `Clients with ${kind}: none, because the policy already denies them.`
            : `Clients with ${kind}: search CloudTrail for data events of the bucket where ${cloudTrailCondition}.`)),
        ],
    },
    {
      title: 'Set the default encryption',
      details: [changesDefault
        ? `Change it from ${described(current)} to ${described(serving)}, which the policy requires.`
        : `It remains ${described(serving)}, which the policy allows uploads to specify. Declare it if the template does not.`],
    },
    {
      title: 'Save the policy and replace its statements',
      replacesStatements: true,
      details: [
        `Keep a copy of the policy ${policy.logicalId}, then replace ${names} as shown.`,
        `In a CDK app, the mixin BucketLegacyPolicyMigration on bucket ${bucket!.logicalId} does this and the previous step.`,
      ],
    },
    {
      title: 'Test the uploads that your clients send',
      details: [
        `An upload that specifies no encryption succeeds, and S3 encrypts it with ${described(serving)}.`,
        'Uploads that specify another encryption, use SSE-C or use plain HTTP are denied if they were denied before.',
      ],
    },
    {
      title: 'Monitor for requests that fail after the change',
      details: clients.length === 0
        ? ['There should be none: the new policy denies no request that was allowed before.']
        : ['They most likely come from clients that the first step missed: change these clients to Signature Version 4 and TLS.'],
    },
  ];
}

/** How messages call a default encryption. */
export function described(encryption: UploadDefault | DemandedDefault | undefined): string {
  if (encryption === undefined) { return 'an encryption that is not known'; }
  const { algorithm, key } = encryption;
  if (algorithm === 'AES256') { return 'SSE-S3 (AES256)'; }
  return `${algorithm} with ${key === undefined ? 'the AWS managed key aws/s3' : `key ${keyText(encryption)}`}`;
}

/** A key as the template writes it, or else as it can be determined. */
export function keyText(encryption: UploadDefault | DemandedDefault): string | undefined {
  if ('keyJson' in encryption) { return typeof encryption.keyJson === 'string' ? encryption.keyJson : JSON.stringify(encryption.keyJson); }
  const { key } = encryption;
  if (key === undefined || typeof key === 'string') { return key; }
  return 'reason' in key ? undefined : key.toString();
}
