import { type AccessRequest, type Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { MODERN, s3Request } from '../support/requests';
import type { Deployed } from '../support/world';

/** Requests that buckets of this library deny, whoever sends them. */
function requests({ arn, account }: Deployed): { readonly [protection: string]: AccessRequest } {
  const role = Principal.role(`arn:aws:iam::${account}:role/Application`);
  const get = (context: AccessRequest['context'], principal = role) => s3Request('GetObject', `${arn}/object`, { ...MODERN, ...context }, principal);
  return {
    'plain HTTP': get({ 'aws:SecureTransport': 'false' }),
    'outdated TLS': get({ 's3:TlsVersion': '1.1' }),
    'Signature Version 2': get({ 's3:signatureversion': 'AWS' }),
    'anonymous requests': get({}, Principal.anonymous()),
    'SSE-C': s3Request('PutObject', `${arn}/object`, { ...MODERN, 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' }, role),
  };
}

/** What a bucket's policy denies. */
export function protectionsOf(policy: Policy, bucket: Deployed): Set<string> {
  return new Set(Object.entries(requests(bucket)).filter(([, request]) => policy.denies(request) === Ternary.YES).map(([name]) => name));
}
