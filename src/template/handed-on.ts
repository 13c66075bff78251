import { isRawMap, own } from './raw';

/** A property that says where the template is that a resource hands on. */
export interface HandedOn {
  readonly logicalId: string;
  /** Its path in the resource. */
  readonly property: string;
  /** As the template has it, functions and all. */
  readonly url: unknown;
}

/**
 * The templates that others deploy, in which account, Region and stack no template says: those of AWS Service Catalog products, and of stack
 * sets.
 *
 * @param json A template
 */
// docs/decisions/0079
export function* templatesHandedOn(json: unknown): Iterable<HandedOn> {
  const resources = inMap(json, 'Resources');
  for (const [logicalId, resource] of Object.entries(isRawMap(resources) ? resources : {})) {
    const properties = inMap(resource, 'Properties');
    switch (inMap(resource, 'Type')) {
      case 'AWS::CloudFormation::StackSet':
        yield { logicalId, property: 'Properties.TemplateURL', url: inMap(properties, 'TemplateURL') };
        break;
      case 'AWS::ServiceCatalog::CloudFormationProduct': {
        const versions = inMap(properties, 'ProvisioningArtifactParameters');
        for (const [i, version] of Array.isArray(versions) ? versions.entries() : []) {
          yield { logicalId, property: urlOfVersion(i), url: inMap(inMap(version, 'Info'), 'LoadTemplateFromURL') };
        }
      }
    }
  }
}

/** @param index Of a version of an AWS Service Catalog product */
export function urlOfVersion(index: number): string {
  return `Properties.ProvisioningArtifactParameters.${index}.Info.LoadTemplateFromURL`;
}

function inMap(json: unknown, name: string): unknown {
  return isRawMap(json) ? own(json, name) : undefined;
}
