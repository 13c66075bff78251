import { type App, CfnResource } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { CDK_NAG } from '../allowed/cdk-nag';
import type { Finding, Validator } from '../finding';
import { versionOfPackage } from './package-version';

const PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks];

export const cdkNag: Validator = {
  name: 'cdk-nag',
  judges: 'Its packs AWS Solutions, HIPAA Security, NIST 800-53 rev 5 and PCI DSS 3.2.1, on the constructs.',
  link: 'https://github.com/cdklabs/cdk-nag',
  version: versionOfPackage('cdk-nag'),
  allowed: CDK_NAG,
  findings: ({ apps }) => [...apps].filter(([title]) => !title.endsWith(', anywhere')).flatMap(([title, app]) => findingsIn(title, app)),
};

function findingsIn(title: string, app: App): Finding[] {
  const types = new Map(app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct))
    .map((resource) => [resource.node.path, (resource as CfnResource).cfnResourceType]));
  return PACKS.flatMap((Pack) => new Pack().validateScope(app).violations).flatMap(({ ruleName, description, violatingResources }) => {
    // `AwsSolutions-IAM5[Action::s3:GetObject*]`
    const [, rule, detail] = /^([^[]+)(?:\[(.*)\])?$/s.exec(ruleName) ?? [ruleName, ruleName];
    return violatingResources.map(({ constructPath, resourceLogicalId }) => ({
      rule,
      type: types.get(constructPath ?? '') ?? 'construct',
      place: `${title}: ${constructPath ?? resourceLogicalId}`,
      message: detail ?? description,
    }));
  });
}
