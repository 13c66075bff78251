import { type Allowed, allow, Whose } from '../finding';
import { REASONS } from './reasons';

export const CHECKOV: readonly Allowed[] = [
  ...allow(Whose.USER, REASONS.ACCESS_LOGS, ['CKV_AWS_18']),
  ...allow(Whose.VALIDATOR, REASONS.DSSE, ['CKV_AWS_19'], /DSSE-KMS|ObjectReencryption by copy: |\/TwiceEncrypted/),
  ...allow(Whose.VALIDATOR, 'A condition confines the principal `*` to an organization: a policy cannot name one as principal.',
    ['CKV_AWS_33'], / grants to (an organization|what is no role): /),
  ...allow(Whose.USER, REASONS.VERSIONING, ['CKV_AWS_21'],
    /mixins|BucketLegacyPolicyMigration: |into a bucket of logs: Stack\/Data$|that S3 finds: |Defaults of an app/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_BUCKET, ['CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56'],
    /mixins|BucketLegacyPolicyMigration: |into a bucket of logs: Stack\/Data$/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_KEY, ['CKV_AWS_7'], /: Stack\/(Queue|Topic)Key[0-9A-F]{8}| AccessLogDelivery: Stack\/Key/),
  ...allow(Whose.LIBRARY, REASONS.LAMBDA, ['CKV_AWS_115', 'CKV_AWS_116', 'CKV_AWS_117']),
  ...allow(Whose.LIBRARY, 'The environment variable of the function of a Hook has names of rules, and no secrets. AWS Lambda encrypts it with its own key.',
    ['CKV_AWS_173'], /EncryptionHook/),
  ...allow(Whose.LIBRARY, REASONS.LOG_GROUP, ['CKV_AWS_158'], /Configuration[0-9A-F]+Log|Stack\/Events|HookLogGroup/),
  ...allow(Whose.USER, 'The trail has the encryption of the log bucket that the specimen chooses, SSE-S3.', ['CKV_AWS_35'], / ObjectTrail: /),
  ...allow(Whose.LIBRARY, 'An `ObjectTrail` watches buckets of its own Region: nothing would use the events of other Regions.',
    ['CKV_AWS_67'], / (ObjectTrail|EncryptionMonitor): /),
  ...allow(Whose.SPECIMEN, REASONS.TRAIL, ['CKV_AWS_36', 'CKV_AWS_67'], / LogSource with every option/),
  ...allow(Whose.SPECIMEN, REASONS.DISTRIBUTION, ['CKV_AWS_34', 'CKV_AWS_68', 'CKV_AWS_86', 'CKV_AWS_174']),
  ...allow(Whose.SPECIMEN, REASONS.QUEUE, ['CKV_AWS_27']),
  ...allow(Whose.SPECIMEN, 'The workgroup is the specimen\'s.', ['CKV_AWS_82']),
];
