/**
 * A template as it would stand after deployment, as far as policies are concerned: references become literal names
 * and ARNs. Kept apart from what the library itself uses to read templates, so that the one can check the other.
 */
import { type Json, literal, pseudoParameters } from './literal';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

export interface Resource { Type: string; Properties?: { [key: string]: Json } }
export interface TemplateJson { Resources?: { [logicalId: string]: Resource } }

const PSEUDO = pseudoParameters({ account: ACCOUNT, region: REGION });

/** The ARN that a resource gets, made from its logical id. */
export function arnOf(type: string, logicalId: string): string {
  switch (type) {
    case 'AWS::S3::Bucket': return `arn:aws:s3:::${logicalId.toLowerCase()}`;
    case 'AWS::S3Express::DirectoryBucket': return `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/${logicalId.toLowerCase()}`;
    case 'AWS::S3Tables::TableBucket': return `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/${logicalId.toLowerCase()}`;
    case 'AWS::S3Vectors::VectorBucket': return `arn:aws:s3vectors:${REGION}:${ACCOUNT}:bucket/${logicalId.toLowerCase()}`;
    case 'AWS::KMS::Key': return `arn:aws:kms:${REGION}:${ACCOUNT}:key/${logicalId}`;
    case 'AWS::IAM::Role': return `arn:aws:iam::${ACCOUNT}:role/${logicalId}`;
    default: return `arn:aws:other:${REGION}:${ACCOUNT}:${type}/${logicalId}`;
  }
}

/** A template with every intrinsic that CDK writes into policies replaced by a literal. */
export function concrete<T extends TemplateJson>(template: T): T {
  const types = Object.fromEntries(Object.entries(template.Resources ?? {}).map(([id, resource]) => [id, resource.Type]));
  return literal(template as Json, {
    ref: (name) => PSEUDO[name] ?? arnOf(types[name], name).replace(/^.*[:/]/, ''),
    attribute: (logicalId) => arnOf(types[logicalId], logicalId),
  }) as T;
}
