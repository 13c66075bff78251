import { aws_iam as iam } from 'aws-cdk-lib';

interface ServiceRight {
  /** Key policies go without: the same service may be let in for several buckets. */
  readonly sid?: string;
  /** Names of service principals, such as `cloudfront.amazonaws.com`. */
  readonly services: readonly string[];
  readonly actions: string[];
  /** In a key policy, `*`: the key itself. */
  readonly resources: string[];
  /** On whose behalf: a service principal acts for every customer of the service. */
  readonly conditions: { [operator: string]: unknown };
}

/**
 * A statement that lets AWS services in, which act in their own name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function allowService({ services, ...right }: ServiceRight): iam.PolicyStatement {
  return new iam.PolicyStatement({ ...right, principals: services.map((service) => new iam.ServicePrincipal(service)) });
}
