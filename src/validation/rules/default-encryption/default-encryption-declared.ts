import { isMap, Ternary } from '../../../template';
import { type AlikeBucket, Bucket } from '../../posture';
import { eachKind } from '../private/each-kind';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const defaultEncryptionDeclared: Rule = {
  metadata: {
    name: 'DefaultEncryptionDeclared',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Default encryption is declared in the template',
    why: 'Without a declaration, S3 applies SSE-S3. There is no key whose use you can grant, audit or revoke, and the template doesn\'t '
      + 'show whether that is intended.',
    fix: 'Declare the default encryption: use EncryptedBucket, apply mixins.BucketDefaultEncryption, or set '
      + 'BucketEncryption.ServerSideEncryptionConfiguration with ServerSideEncryptionByDefault.',
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketDefaultEncryption to the stack, with onlyWhereUndeclared set to true.',
    controls: {
      awsConfig: ['s3-bucket-server-side-encryption-enabled'],
      nist80053r5: ['AU-9(3)', 'SC-13', 'SC-28(1)'],
      pciDss4: ['3.5.1'],
    },
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html'],
  },

  check: (posture) => eachKind(posture, judged),
};

function* judged(bucket: AlikeBucket): Iterable<Finding<unknown>> {
  const byDefault = bucket.resource.read('BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'ServerSideEncryptionByDefault');
  const answer = judge(byDefault, (known) => known !== undefined && isMap(known));
  if (answer === Ternary.YES) { return; }
  const property = Bucket.rulePath('ServerSideEncryptionByDefault');
  yield answer === Ternary.NO
    ? violation(bucket.resource, property, 'The bucket does not declare its default encryption.')
    : cannotTell(bucket.resource, property, `It cannot be determined whether the bucket declares its default encryption: ${reasonOf(byDefault)}.`);
}
