import type { Finding } from '../attack';
import { Who } from '../attackers';
import { type Promised, throughS3ForItsBucket } from '../promise';

const ANYTHING_IN_IT = /^arn:aws:s3:::/;

/** What a method or construct lets one role do with a bucket, and with its key through S3 for that bucket. */
export interface Granted {
  readonly why: string;
  readonly specimens: RegExp;
  readonly name: RegExp;
  readonly s3?: readonly string[];
  readonly resource?: RegExp;
  readonly kms?: readonly string[];
  readonly key?: (finding: Finding) => boolean;
}

export function granted({ why, specimens, name, s3, resource = ANYTHING_IN_IT, kms, key = throughS3ForItsBucket }: Granted): Promised[] {
  const role = { why, who: Who.ROLE, specimens, name };
  return [
    ...s3 === undefined ? [] : [{ ...role, kind: 'bucket' as const, actions: s3, resource }],
    ...kms === undefined ? [] : [{ ...role, kind: 'key' as const, actions: kms, when: key }],
  ];
}
