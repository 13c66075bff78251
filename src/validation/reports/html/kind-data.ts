import { type Verdict, verdicts } from './bucket-data';
import type { BucketData, BucketType } from './report-data';
import type { BucketKind } from '../../../encryption/internal';
import type { Resource, Text } from '../../../template';
import { BucketAlgorithm, KmsKeyType } from '../../custom-rules';
import { defaultEncryptionOf } from '../../custom-rules/internal';
import type { KindBucket, KindPolicy, Posture } from '../../posture';

type Columns = Pick<BucketData, 'bucketKey' | 'minimumTls' | 'signatureVersion4' | 'sseCBlocked' | 'logs' | 'replicas'>;

interface Facts extends Columns {
  readonly type: BucketType;
}

const NOTHING = { sseCBlocked: 'not-applicable', logs: 'not-applicable' } as const;

// docs/decisions/0125
/**
 * What AWS documents of each type, and of what no rule is about.
 *
 * Directory buckets have condition keys for the TLS and the signature version, but neither table nor vector buckets do.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-differences.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3tables.html
 */
const FACTS: Readonly<Record<BucketKind['title'], Facts>> = {
  'directory bucket': {
    type: 'directory',
    bucketKey: 'always',
    minimumTls: 'not-checked',
    signatureVersion4: 'not-checked',
    replicas: 'not-applicable',
    ...NOTHING,
  },
  'table bucket': {
    type: 'table',
    bucketKey: 'not-applicable',
    minimumTls: 'not-applicable',
    signatureVersion4: 'not-applicable',
    replicas: 'not-checked',
    ...NOTHING,
  },
  'vector bucket': {
    type: 'vector',
    bucketKey: 'not-applicable',
    minimumTls: 'not-applicable',
    signatureVersion4: 'not-applicable',
    replicas: 'not-applicable',
    ...NOTHING,
  },
};

/** What the table shows of buckets that are not general purpose buckets. */
export function kindDataOf(posture: Posture): (bucket: KindBucket) => BucketData {
  const tls = verdicts(posture, 'VectorBucketSecureTransport');
  const uploads = verdicts(posture, 'BucketKindEncryptionEnforced');
  return ({ encryption, kind, resource }) => {
    const { algorithm, key, reason } = defaultEncryptionOf(encryption);
    const { reference } = key;
    // None of these services has an AWS managed key to fall back on.
    const isUnnamed = key.type === KmsKeyType.AWS_MANAGED && (reference?.value === undefined || reference.value === '');
    return {
      ...FACTS[kind.title],
      algorithm,
      keyType: isUnnamed ? KmsKeyType.UNKNOWN : key.type,
      key: isUnnamed ? null : reference?.toString() ?? null,
      uploads: isUnnamed ? 'unknown' : uploadsOf(algorithm, () => uploads(resource)),
      tls: kind.refusesPlainHttp ? 'always' : tls(resource),
      reason: isUnnamed ? `the template names no key, and there is no AWS managed key for a ${kind.title}` : reason ?? null,
    };
  };
}

/** The rule says nothing where it has nothing to judge. With SSE-S3 by default, no request can specify less. */
function uploadsOf(algorithm: BucketAlgorithm, asked: () => Verdict): BucketData['uploads'] {
  switch (algorithm) {
    case BucketAlgorithm.SSE_S3: return 'not-needed';
    case BucketAlgorithm.UNKNOWN: return 'unknown';
    default: return asked();
  }
}

/** The table bucket in which a table is that has a policy. */
export function tableBucketOf({ app }: Posture, { policy: { resource: from }, target }: KindPolicy): Resource | undefined {
  const table = app.resourceAt(from.read(target), { from, type: 'AWS::S3Tables::Table' });
  return table && app.resourceAt(table.read('TableBucketARN'), { from: table, type: 'AWS::S3Tables::TableBucket' });
}

/** The name of a bucket in its ARN, or in that of a table. */
export function nameInArn(arn: string | Text): string {
  return arn.toString().replace(/^arn:.*:bucket\//, '').replace(/\/table\/.*$/, '');
}
