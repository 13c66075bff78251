import { aws_iam as iam } from 'aws-cdk-lib';

/** What services that deliver logs are let do. */
export interface LogDeliveryGrant {
  readonly sid: string;
  /** Service principals. */
  readonly services: string[];
  readonly actions: string[];
  readonly resources: string[];
  /** What confines the grant to the right sources: a service principal acts for every customer of the service. */
  readonly conditions: { [operator: string]: unknown };
}

/**
 * Allows services to deliver logs, or to look at what they need to know before they do.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function allowLogDelivery({ services, ...grant }: LogDeliveryGrant): iam.PolicyStatement {
  return new iam.PolicyStatement({ principals: services.map((service) => new iam.ServicePrincipal(service)), ...grant });
}
