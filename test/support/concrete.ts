/**
 * A template as it would stand after deployment, as far as policies are concerned: references become literal names
 * and ARNs. Kept apart from what the library itself uses to read templates, so that the one can check the other.
 */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export interface Resource { Type: string; Properties?: { [key: string]: Json } }
export interface TemplateJson { Resources?: { [logicalId: string]: Resource } }

const PSEUDO: { [name: string]: string } = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** The ARN that a resource gets, made from its logical id. */
export function arnOf(type: string, logicalId: string): string {
  switch (type) {
    case 'AWS::S3::Bucket': return `arn:aws:s3:::${logicalId.toLowerCase()}`;
    case 'AWS::KMS::Key': return `arn:aws:kms:${REGION}:${ACCOUNT}:key/${logicalId}`;
    case 'AWS::IAM::Role': return `arn:aws:iam::${ACCOUNT}:role/${logicalId}`;
    default: return `arn:aws:other:${REGION}:${ACCOUNT}:${type}/${logicalId}`;
  }
}

/** A template with every intrinsic that CDK writes into policies replaced by a literal. */
export function concrete<T extends TemplateJson>(template: T): T {
  const types = Object.fromEntries(Object.entries(template.Resources ?? {}).map(([id, resource]) => [id, resource.Type]));
  const literal = (value: Json): Json => {
    if (Array.isArray(value)) { return value.map(literal); }
    if (typeof value !== 'object' || value === null) { return value; }
    const [intrinsic] = Object.keys(value);
    const argument = value[intrinsic] as Json[] & string;
    switch (intrinsic) {
      case 'Ref': return PSEUDO[argument] ?? arnOf(types[argument], argument).replace(/^.*[:/]/, '');
      case 'Fn::GetAtt': return arnOf(types[argument[0]], argument[0]);
      case 'Fn::Join': return (literal(argument[1]) as string[]).join(argument[0]);
      default: return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
    }
  };
  return literal(template as Json) as T;
}
