import { ACCOUNT, REGION } from './concrete';
import { Policy, Principal, type AccessRequest, type ContextKeys } from '../../src/policy-evaluation';
import type { Value } from '../../src/template/value';

export const ROLE = Principal.role(`arn:aws:iam::${ACCOUNT}:role/Application`);
export const LOGGING = Principal.service('logging.s3.amazonaws.com');

/** The policy of an identity that may do everything: what is left to decide is the resource's policy. */
export const ALLOWED_EVERYTHING = Policy.of({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

/** How today's SDKs reach S3. */
export const MODERN: ContextKeys = {
  'aws:SecureTransport': 'true',
  's3:TlsVersion': '1.3',
  's3:signatureversion': 'AWS4-HMAC-SHA256',
  's3:authType': 'REST-HEADER',
};

/** What a request says of its own encryption, as the condition keys show it. */
export function naming(algorithm?: string, keyId?: string): ContextKeys {
  return {
    ...(algorithm === undefined ? {} : { 's3:x-amz-server-side-encryption': algorithm }),
    ...(keyId === undefined ? {} : { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyId }),
  };
}

export function s3Request(action: string, resource: string, context: ContextKeys, principal = ROLE): AccessRequest {
  return { principal, action: `s3:${action}`, resource, context };
}

/** What S3 asks of AWS KMS on behalf of a caller. */
export function kmsThroughS3(action: string, keyArn: string, bucketArn: string, principal = ROLE, region = REGION): AccessRequest {
  return {
    principal,
    action: `kms:${action}`,
    resource: keyArn,
    context: { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': bucketArn },
  };
}

export function kmsDirectly(action: string, keyArn: string, principal = ROLE): AccessRequest {
  return { principal, action: `kms:${action}`, resource: keyArn, context: {} };
}

export function policyOf(document: unknown): Policy {
  return Policy.of(document as Value);
}
