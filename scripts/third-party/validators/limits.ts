import type { Finding, Validator } from '../finding';
import { LIMITS, type Measured } from './limits-of-services';
import { World, type Deployed } from '../../../test/support/world';

/** Of CloudFormation, for a template and one resource of it. */
const TEMPLATE_BYTES = 1_000_000;

export const limits: Validator = {
  name: 'Limits of AWS services',
  judges: 'Sizes and numbers that CloudFormation, IAM, S3, KMS, EventBridge, CloudWatch, SNS and SQS refuse, by their default quotas.',
  link: 'https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html',
  version: 'as documented on 2026-11-29',
  allowed: [],
  findings: ({ apps, templates }) => [
    ...[...apps].flatMap(([title, app]) => overLimits(title, World.of(app).resources)),
    ...templates.filter(({ json }) => JSON.stringify(json).length > TEMPLATE_BYTES)
      .map(({ place }) => ({ rule: 'template', type: 'template', place, message: `has more than ${TEMPLATE_BYTES} bytes` })),
  ],
};

/** What of some resources is larger than its service takes. */
export function overLimits(title: string, resources: readonly Deployed[]): Finding[] {
  return LIMITS.flatMap(({ name, most, types, measure }) => resources.filter(({ type }) => types.includes(type))
    .flatMap((resource) => measure(resource, resources).filter(({ size }: Measured) => size > most).map(({ of, size }: Measured) => ({
      rule: name, type: resource.type, place: `${title}: ${resource.stack}/${resource.logicalId}`, message: `${of} has ${size}, and ${most} are the most`,
    }))));
}
