import * as path from 'path';
import { isUnknown, type Resource, textOf, type Value } from '../../../template';
import type { Posture } from '../../posture';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
const APPLICATION = 'AWS::Serverless::Application';

/** Resources that are made from other templates, and the properties that name these. */
const OTHER_TEMPLATES: Readonly<Record<string, string>> = {
  [NESTED_STACK]: 'TemplateURL',
  [APPLICATION]: 'Location',
  'AWS::CloudFormation::StackSet': 'TemplateURL',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct': 'ProductId',
};

// docs/decisions/0076
export const allResourcesVisible: Rule = {
  metadata: {
    name: 'AllResourcesVisible',
    topic: Topic.TEMPLATES,
    severity: Severity.WARNING,
    preset: Preset.EVERY,
    title: 'The templates show all resources that are created from them',
    why: 'Resources that no template shows are not checked. Buckets, keys and policies may be among them.',
    fix: 'Check the processed template as well, which aws cloudformation get-template --template-stage Processed returns for a stack or a change set.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html',
    ],
  },

  * check(posture) {
    for (const template of posture.app.templates) {
      for (const part of template.unseen) {
        const { logicalId, property, text, fix, isRefused, isSeen } = part;
        const resource = template.resource(logicalId) ?? template.standIn(part);
        yield { ...isRefused ? violation(resource, property, text, isSeen ? undefined : Severity.ERROR) : cannotTell(resource, property, text), fix };
      }
    }
    for (const [type, property] of Object.entries(OTHER_TEMPLATES)) {
      for (const resource of posture.ofType(type)) {
        if (!isAtHand(resource, posture)) { yield otherTemplate(resource, property); }
      }
    }
  },
};

/** Whether the template of a nested stack is checked as well: as that of the stack, or as a file beside the template that names it. */
function isAtHand(resource: Resource, { app }: Posture): boolean {
  if (resource.type !== NESTED_STACK && resource.type !== APPLICATION) { return false; }
  if (app.nestedIn(resource)) { return true; }
  const url = resource.read(OTHER_TEMPLATES[resource.type]);
  return typeof url === 'string' && !url.includes('://') && app.template(path.join(path.dirname(resource.template), url)) !== undefined;
}

function otherTemplate(resource: Resource, property: string): Finding {
  const named = words(resource.read(property));
  return {
    ...cannotTell(resource, `Properties.${property}`, resource.type === NESTED_STACK
      ? `What the nested stack creates is not seen: its template${named} is not among the checked ones.`
      : `What ${resource.logicalId} creates is not seen: its template is not among the checked ones.`),
    fix: 'Check the template that it is created from as well.',
  };
}

function words(value: Value | undefined): string {
  const text = isUnknown(value) ? undefined : textOf(value);
  return text === undefined ? '' : ` ${text}`;
}
