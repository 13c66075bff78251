import { SseAlgorithm } from '../../../encryption';
import type { UploadDefault } from '../../../legacy-policy';
import { Hole, isUnknown, NameHole, Ternary, Text } from '../../../template';
import type { AlikeBucket } from '../../posture';
import { defaultsOf } from '../default-encryptions';
import { isDenied, whyUntold } from '../private/bucket-denials';
import { denialsOf } from '../private/policy-outline';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { ENCRYPTION_KEYS, SOME_OBJECT, SOME_ROLE, upload } from './private/uploads';
import { uploadEncryptionEnforcedExamples } from './upload-encryption-enforced.examples';

export const uploadEncryptionEnforced: Rule = {
  metadata: {
    name: 'UploadEncryptionEnforced',
    topic: Topic.UPLOADS,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Uploads that ask for another encryption than the bucket\'s default are denied',
    why: 'What an upload asks for takes precedence over the default encryption: whoever may upload can store objects under SSE-S3, under the '
      + 'AWS managed key or under a key of another account, beyond the key policy, the audit trail and the deletion of your key.',
    fix: 'Deny s3:PutObject and s3:UpdateObjectEncryption that name another algorithm or another key: use EncryptedBucket, or apply '
      + 'mixins.BucketUploadEncryption.',
    controls: { nist80053r5: ['SC-12(2)', 'SC-13', 'SC-28', 'SC-28(1)'] },
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms',
    ],
    examples: uploadEncryptionEnforcedExamples,
  },

  * check({ buckets }) {
    for (const bucket of buckets) {
      if (bucket.policies.length === 0) {
        const maker = bucket.unseenPolicies;
        yield maker === undefined
          ? violation(bucket.resource, 'Properties', 'The bucket has no policy, so uploads may ask for any encryption.')
          : cannotTell(bucket.resource, 'Properties',
            `It cannot be told whether uploads that ask for another encryption than the default are denied: ${maker}.`);
        continue;
      }
      const { letIn, doubtful, untold } = bucket.ask(enforcement);
      if (letIn !== undefined) {
        yield violation(bucket.resource, 'Properties', `The bucket policy does not deny ${letIn}, whatever the default encryption of the bucket is.`);
      } else if (doubtful || untold !== undefined) {
        const reason = doubtful ? defaultsOf(bucket).unknown : whyUntold(bucket, { untold });
        yield cannotTell(bucket.resource, 'Properties',
          `It cannot be told whether uploads that ask for another encryption than the default are denied: ${reason}.`);
      }
    }
  },
};

/** Uploads of one kind; where keys cannot be compared before deployment, several spellings of the same. */
interface Kind {
  readonly description: string;
  readonly encryptions: readonly [algorithm: string, key?: string | Text][];
}

const OTHER_ID = '00000000-0000-0000-0000-000000000000';
const OTHER_ARN = `arn:aws:kms:us-east-1:000000000000:key/${OTHER_ID}`;

/** What it does with uploads that ask for another encryption. */
interface Enforcement {
  /** An upload that is surely not denied. */
  readonly letIn?: string;
  /** Whether it cannot be told which encryption is the default. */
  readonly doubtful?: boolean;
  /** An upload of which it cannot be told whether it is denied. */
  readonly untold?: string;
}

function enforcement(bucket: AlikeBucket): Enforcement {
  const defaults = defaultsOf(bucket);
  let untold: string | undefined;
  const comparesArns = bucket.policies.flatMap(denialsOf).some(({ comparisons }) =>
    comparisons.some(({ operator, conditionKey: key }) => operator.startsWith('arn') && ENCRYPTION_KEYS.has(key)));
  for (const { description, encryptions } of defaults.known.flatMap((given) => otherUploads(given, comparesArns))) {
    const answers = encryptions.map(([algorithm, key]) => {
      const answer = isDenied(bucket, upload(bucket, SOME_OBJECT, algorithm, key, SOME_ROLE));
      return answer === Ternary.UNKNOWN ? isDenied(bucket, upload(bucket, SOME_OBJECT, algorithm, key)) : answer;
    });
    if (answers.includes(Ternary.NO)) { return { letIn: description }; }
    if (!answers.includes(Ternary.YES)) { untold ??= description; }
  }
  return { doubtful: defaults.unknown !== undefined, untold };
}

function otherUploads({ algorithm, key }: UploadDefault, comparesArns: boolean): Kind[] {
  const own = isUnknown(key) ? undefined : key;
  const kinds: Kind[] = Object.values<string>(SseAlgorithm).filter((other) => other !== algorithm).map((other) => ({
    description: `an upload that names ${other}`,
    encryptions: [[other, other === 'AES256' ? undefined : own]],
  }));
  // Of the AWS managed key nothing can be held but the algorithm.
  if (key === undefined) { return kinds; }
  const named = (description: string, ...keys: (string | Text)[]): Kind => ({
    description: `an upload that names ${algorithm} and ${description}`,
    encryptions: keys.map((other): [string, string | Text] => [algorithm, other]),
  });
  // Whether ArnNotEquals catches what is no ARN is not documented.
  const notTheKey = comparesArns ? [] : longer(own);
  return [
    ...kinds,
    named('another key by its ARN', OTHER_ARN, ...longer(own), ...renamed(own)),
    named('another key by its bare id', OTHER_ID, ...notTheKey),
    named('another key by the name of an alias', 'alias/another-key', ...notTheKey),
    { description: `an upload that names ${algorithm} and no key`, encryptions: [[algorithm]] },
  ];
}

/** Text that is not the key's, although nothing of the key is known: a parameter, which a literal might equal. */
function longer(key: string | Text | undefined): (string | Text)[] {
  return key instanceof Text && key.parts[0] instanceof Hole ? [Text.of(key, '-another-key')] : [];
}

/**
 * The ARN of another key beside this one. Nothing is known of its id, but that it is neither that of another resource nor
 * written in any policy: ids have no slash in them.
 */
function renamed(key: string | Text | undefined): (string | Text)[] {
  const id = [new NameHole('a key that no policy names'), '/another'];
  if (key instanceof Text) { return key.parts[key.parts.length - 1] instanceof NameHole ? [Text.of(...key.parts.slice(0, -1), ...id)] : []; }
  const [prefix] = /^arn:.*:key\//.exec(key ?? '') ?? [];
  return prefix === undefined ? [] : [Text.of(prefix, ...id)];
}
