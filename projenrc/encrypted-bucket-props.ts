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
    summary: 'How S3 encrypts objects whose upload does not say otherwise.',
    default: '- SSE-KMS with a key of its own (an `EncryptionKey` named `Key` below the bucket) and an S3 Bucket Key',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
  }),
  minimumTlsVersion: own('TlsVersion', {
    summary: 'The oldest TLS version with which the bucket may be reached.',
    remarks: 'Requests over plain HTTP are always denied. `TlsVersion.V1_3` gives a synth warning: some ways to reach S3 may not offer it.',
    default: 'TlsVersion.V1_2',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  }),
  signatureVersion: own('SignatureVersion', {
    summary: 'How requests must be signed.',
    default: 'SignatureVersion.V4 - Signature Version 2 and anonymous requests are denied',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policy-s3-sigv4-conditions.html',
  }),
  uploadEncryption: own('UploadEncryption', {
    summary: 'Which encryption an upload can specify.',
    default: 'UploadEncryption.bucketDefault() - an upload that names another algorithm or another key is denied; one that names none is encrypted by default',
  }),
  customerProvidedKeys: own('CustomerProvidedKeys', {
    summary: 'Whether objects can be uploaded with customer-provided keys (SSE-C).',
    default: 'CustomerProvidedKeys.BLOCKED',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
  }),
  accessLogs: own('AccessLogsOptions', {
    summary: 'Where the server access logs of the bucket go: to a `LogBucket`.',
    default: '- there are none',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  }),
  encryptionAdministrators: ownList('aws-cdk-lib.aws_iam.IPrincipal', {
    summary: 'The only roles and users who may change the bucket\'s default encryption, policy and replication, as far as IAM allows them to.',
    remarks: 'With an empty list, only CloudFormation and the library\'s own custom resources can change them, which are always exempt. An empty list is an error if the stack\'s synthesizer defines no CloudFormation execution role. '
      + 'For what this cannot stop, such as the root user of the account, see `mixins.BucketEncryptionGuard`.',
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
        remarks: 'The properties of `s3.Bucket`, less those whose meaning an encrypted bucket decides itself.',
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
