import * as path from 'path';
import { at, isMap, isUnknown, type Resource, textOf, urlOfVersion, type Value } from '../../../template';
import type { Posture } from '../../posture';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const NESTED_STACK = 'AWS::CloudFormation::Stack';
const APPLICATION = 'AWS::Serverless::Application';
const STACK_SET = 'AWS::CloudFormation::StackSet';
const PRODUCT = 'AWS::ServiceCatalog::CloudFormationProduct';

/** Resources that are made from other templates, and the properties that name these. */
const OTHER_TEMPLATES: Readonly<Record<string, string>> = {
  [NESTED_STACK]: 'TemplateURL',
  [APPLICATION]: 'Location',
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
    for (const resource of posture.ofType(STACK_SET)) { yield* ofStackSet(resource, posture); }
    for (const resource of posture.ofType(PRODUCT)) { yield* ofProduct(resource, posture); }
  },
};

/** Whether the template of a nested stack is checked as well: as that of the stack, or as a file beside the template that names it. */
function isAtHand(resource: Resource, { app }: Posture): boolean {
  if (resource.type !== NESTED_STACK && resource.type !== APPLICATION) { return false; }
  if (app.nestedIn(resource)) { return true; }
  const url = resource.read(OTHER_TEMPLATES[resource.type]);
  return typeof url === 'string' && !url.includes('://') && app.template(path.join(path.dirname(resource.template), url)) !== undefined;
}

function* ofStackSet(resource: Resource, { app }: Posture): Iterable<Finding> {
  const property = ['TemplateBody', 'TemplateURL'].find((name) => resource.read(name) !== undefined);
  if (property === undefined || app.hasHandedOn(resource, `Properties.${property}`)) { return; }
  yield otherTemplate(resource, property);
}

/** A construct that writes the template of a version adds its URL when the app is synthesized: until then, it is absent. */
function* ofProduct(resource: Resource, { app }: Posture): Iterable<Finding> {
  // The repository that AWS Service Catalog synchronizes the product with.
  if (resource.read('SourceConnection') !== undefined) { yield otherTemplate(resource, 'SourceConnection'); }
  const versions = resource.read('ProvisioningArtifactParameters') ?? [];
  if (!Array.isArray(versions)) {
    yield otherTemplate(resource, 'ProvisioningArtifactParameters');
    return;
  }
  for (const [i, version] of versions.entries()) {
    const info = at(version, 'Info');
    const isWritten = isMap(info) && Object.keys(info).length === 0;
    if (info === undefined || isWritten || app.hasHandedOn(resource, urlOfVersion(i))) { continue; }
    const name = textOf(at(version, 'Name'));
    yield {
      ...cannotTell(resource, urlOfVersion(i),
        `What version ${name ?? i + 1} of the product creates is not seen: its template${words(at(info, 'LoadTemplateFromURL'))} is not among the checked ones.`),
      fix: 'Check the template of this version as well.',
    };
  }
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
