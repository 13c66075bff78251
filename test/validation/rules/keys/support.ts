import { CONDITIONS, encrypted, IF, PARAMETERS, type Sections } from '../support';

export const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };

/** A template with a key and the bucket that encrypts with it. */
export function withKey(properties: object, { attributes = {}, encryption = {}, bucket = {}, more = {} }: {
  /** Of the key: its deletion policy, its condition. */
  attributes?: object;
  encryption?: object;
  /** Attributes and properties of the bucket. */
  bucket?: { properties?: object; [attribute: string]: unknown };
  more?: { [logicalId: string]: object };
} = {}): Sections {
  const { properties: bucketProperties = {}, ...bucketAttributes } = bucket;
  return {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: properties, ...attributes },
      Bucket: {
        ...encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN }, ...encryption }, bucketProperties),
        ...bucketAttributes,
      },
      ...more,
    },
  };
}

/** The same key with buckets that do not use it. */
export function unused(properties: object): Sections {
  return withKey(properties, {
    encryption: { ServerSideEncryptionByDefault: { SSEAlgorithm: IF('AES256', 'AES256') } },
  });
}

/** A bucket without KMS whose replicas are encrypted with the key. */
export function forReplicas(properties: object): Sections {
  return withKey(properties, {
    encryption: { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    bucket: {
      properties: {
        ReplicationConfiguration: {
          Role: 'role',
          Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere', EncryptionConfiguration: { ReplicaKmsKeyID: KEY_ARN } } }],
        },
      },
    },
  });
}
