import { aws_iam as iam } from 'aws-cdk-lib';

interface ServiceRight {
  /** Key policies go without: the same service may be let in for several buckets. */
  readonly sid?: string;
  /** Name of the service principal, such as `cloudfront.amazonaws.com`. */
  readonly service: string;
  readonly actions: string[];
  /** In a key policy, `*`: the key itself. */
  readonly resources: string[];
  /** On whose behalf: without these, the service could be sent by anybody. */
  readonly conditions: { [operator: string]: { [key: string]: string | string[] } };
}

/**
 * A statement that lets an AWS service in, which acts in its own name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function allowService({ service, ...right }: ServiceRight): iam.PolicyStatement {
  return new iam.PolicyStatement({ ...right, principals: [new iam.ServicePrincipal(service)] });
}
