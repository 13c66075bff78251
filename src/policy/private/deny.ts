import { aws_iam as iam, type IResolvable } from 'aws-cdk-lib';

interface Denial {
  readonly sid: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions: { [operator: string]: { [conditionKey: string]: string | string[] } | IResolvable };
}

/** A statement that denies everybody something. */
export function deny(denial: Denial): iam.PolicyStatement {
  return new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], ...denial });
}

/** A bucket and everything in it. */
export function bucketAndObjects(bucketArn: string): string[] {
  return [bucketArn, objects(bucketArn)];
}

/** Everything in a bucket. */
export function objects(bucketArn: string): string {
  return `${bucketArn}/*`;
}

/**
 * Condition, to be added to others, that a request is not an AWS service's own.
 *
 * S3 does not tell how services reach it (TLS version and signature are redacted), so that a statement about these
 * could stop them. `IfExists`, because anonymous requests lack the key and shall stay denied.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export const NOT_AN_AWS_SERVICE = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };
