import type { CollectionKind, Property } from '@jsii/spec';
import { ProjenStruct, Struct } from '@mrgrain/jsii-struct-builder';
import { Component, type awscdk } from 'projen';
import { OWN_PROPS, type OwnProp } from '../src/bucket/private/own-props';
import { PROPS_LEFT_OUT } from '../src/bucket/private/props-left-out';

const own = (fqn: string, docs: Property['docs']): Omit<Property, 'name'> => ({
  type: { fqn: `cdk-s3-encryption.${fqn}` },
  optional: true,
  immutable: true,
  docs,
});

const ownList = (fqn: string, docs: Property['docs']): Omit<Property, 'name'> => ({
  type: { collection: { kind: 'array' as CollectionKind.Array, elementtype: { fqn } } },
  optional: true,
  immutable: true,
  docs,
});

const DOCUMENTED: { readonly [prop in OwnProp]: Omit<Property, 'name'> } = {
  defaultEncryption: own('DefaultEncryption', {
    summary: 'The encryption that S3 applies to uploads that specify none.',
    default: '- SSE-KMS with a new `EncryptionKey` (the child `Key` of the bucket) and an S3 Bucket Key',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
  }),
  minimumTlsVersion: own('TlsVersion', {
    summary: 'The minimum TLS version for requests to the bucket.',
    remarks: 'Requests over plain HTTP are always denied. `TlsVersion.V1_3` causes a synth warning, because some S3 endpoints and features might not support it.',
    default: 'TlsVersion.V1_2',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  }),
  signatureVersion: own('SignatureVersion', {
    summary: 'The signature versions that the bucket accepts.',
    default: 'SignatureVersion.V4 - Signature Version 2 and anonymous requests are denied',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policy-s3-sigv4-conditions.html',
  }),
  uploadEncryption: own('UploadEncryption', {
    summary: 'The encryption that uploads can specify.',
    default: 'UploadEncryption.bucketDefault() - uploads that specify another algorithm or another key are denied; S3 applies the default encryption to uploads that specify none',
  }),
  customerProvidedKeys: own('CustomerProvidedKeys', {
    summary: 'Whether objects can be uploaded with customer-provided keys (SSE-C).',
    default: 'CustomerProvidedKeys.BLOCKED',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
  }),
  accessLogs: own('AccessLogsOptions', {
    summary: 'The destination of the server access logs of the bucket, which is a `LogBucket`.',
    default: '- no server access logs',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  }),
  encryptionAdministrators: ownList('aws-cdk-lib.aws_iam.IPrincipal', {
    summary: 'The only roles and users that can change the default encryption, policy and replication of the bucket, if IAM allows it.',
    remarks: 'CloudFormation and the custom resources of this library are always exempt; with an empty list, only they can make these changes. An empty list causes an error if the stack\'s synthesizer defines no CloudFormation execution role. '
      + 'For what this property can\'t prevent, such as changes by the root user of the account, see `mixins.BucketEncryptionGuard`.',
    default: '- all principals that IAM allows',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
  }),
};

/**
 * `EncryptedBucketProps`: the props of the L2 less those that would lie, plus ours.
 *
 * Generated, so that new props of the L2 arrive by themselves.
 */
export class EncryptedBucketPropsStruct extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    new ProjenStruct(project, {
      name: 'EncryptedBucketProps',
      docs: {
        summary: 'Properties of an `EncryptedBucket`.',
        remarks: 'They are the properties of `s3.Bucket`, except those that `EncryptedBucket` sets itself, and additional properties for encryption.',
      },
      filePath: 'src/bucket/encrypted-bucket-props.ts',
      importLocations: { 'cdk-s3-encryption': './private/words' },
    })
      .mixin(Struct.fromFqn('aws-cdk-lib.aws_s3.BucketProps'))
      .omit(...Object.keys(PROPS_LEFT_OUT))
      .update('versioned', {
        docs: {
          summary: 'Whether the bucket keeps every version of its objects.',
          default: 'true',
        },
      })
      .update('removalPolicy', {
        docs: {
          summary: 'Policy to apply when the bucket is removed from this stack. The bucket policy follows it.',
          default: 'RemovalPolicy.RETAIN, and RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE for a bucket with a bucketName or bucketNamePrefix, '
            + 'so that you can deploy again if the deployment that creates the bucket fails',
        },
      })
      .add(...OWN_PROPS.map((name) => ({ name, ...DOCUMENTED[name] })));
  }
}
