import { aws_s3 as s3, Stack, type aws_kms as kms } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAttribute } from '../../cdk';

/**
 * Buckets of the app, anybody's, that encrypt by default or replicate with a key whose policy demands encryption
 * context, which neither can supply.
 */
export function usesWithoutContext(key: kms.IKey): string[] {
  return bucketsOf(key.node.root).flatMap((bucket) => {
    const arn = asSeenBy(bucket, key);
    if (arn === undefined) { return []; }
    const faults: [string, unknown][] = [
      ['default encryption', bucket.bucketEncryption],
      ['replication', bucket.replicationConfiguration],
    ];
    return faults
      .filter(([, property]) => JSON.stringify(Stack.of(bucket).resolve(property) ?? null).includes(arn))
      .map(([use]) => `${bucket.node.path}: ${use} cannot use the key ${key.node.path}, whose policy requires encryption context that ${use} can't specify. `
        + `Fix: use another key for ${use}, and specify this one in uploads.`);
  });
}

function bucketsOf(root: IConstruct): s3.CfnBucket[] {
  return root.node.findAll().filter((construct): construct is s3.CfnBucket => s3.CfnBucket.isCfnBucket(construct));
}

/** How a bucket's template names the key. A plain reference in another stack is that stack's own resource. */
function asSeenBy(bucket: s3.CfnBucket, key: kms.IKey): string | undefined {
  const named: unknown = Stack.of(bucket).resolve(key.keyArn);
  return Stack.of(bucket) !== Stack.of(key) && isAttribute(named) ? undefined : JSON.stringify(named);
}
