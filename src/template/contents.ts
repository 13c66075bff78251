import { isExtended, isLoop } from './language-extensions';
import { isRawMap, kindOf, own } from './raw';
import { PropertyPath } from './read';
import { Resource, ResourceHome } from './resource';
import { Sections } from './sections';
import { isServerless, isServerlessType } from './serverless';
import { Unseen } from './unseen';

const MACRO = 'Fn::Transform';

/** Of the transforms of AWS, the one that brings what the template says nothing of. */
const INCLUDE = 'AWS::Include';

const MODULE = '::MODULE';

/** A template as it is once CloudFormation has processed what is known of it. */
export interface Processed {
  readonly json: unknown;
  /** Where the template has the resources that are not written at their logical ids. */
  readonly places?: ReadonlyMap<string, PropertyPath>;
  /** What is not seen of what it makes, as far as the processing tells. */
  readonly unseen?: readonly Unseen[];
}

/** The sections and resources of a template, and what it does not show. */
export class Contents {
  readonly sections: Sections;
  readonly unseen: readonly Unseen[];
  readonly byLogicalId: ReadonlyMap<string, Resource>;
  readonly byType: ReadonlyMap<string, readonly Resource[]>;

  /**
   * It never throws, whatever the template is: what it cannot make sense of counts as missing, and is not seen.
   */
  constructor({ json, places, unseen = [] }: Processed, home: ResourceHome, sections = new Sections(json)) {
    this.sections = sections;
    const found: Unseen[] = [...this.sections.unseen, ...unseen, ...macrosOfAll(this.sections)];
    const byLogicalId = new Map<string, Resource>();
    const byType = new Map<string, Resource[]>();
    const raws = this.sections.resources;
    for (const logicalId of Object.keys(raws)) {
      const raw = raws[logicalId];
      const path = places?.get(logicalId);
      const type = isRawMap(raw) ? own(raw, 'Type') : undefined;
      if (isRawMap(raw) && typeof type === 'string' && !logicalId.startsWith('Fn::')) {
        const resource = new Resource(logicalId, type, raw, home, path);
        byLogicalId.set(logicalId, resource);
        const others = byType.get(type);
        if (others) { others.push(resource); } else { byType.set(type, [resource]); }
      }
      // Nearly all of them are ordinary.
      if (!isOrdinary(logicalId, raw, type)) {
        const part = unseenIn(logicalId, raw, type, path ?? ['Resources', logicalId], this.sections);
        if (part) { found.push(part); }
      }
    }
    this.unseen = found;
    this.byLogicalId = byLogicalId;
    this.byType = byType;
  }
}

function isOrdinary(logicalId: string, raw: unknown, type: unknown): boolean {
  if (!isRawMap(raw) || typeof type !== 'string' || logicalId.startsWith('Fn::') || type.endsWith(MODULE) || isServerlessType(type)) { return false; }
  const properties = own(raw, 'Properties');
  return properties === undefined || isRawMap(properties);
}

/** What is not seen of a member of the Resources section that is no ordinary resource. */
function unseenIn(logicalId: string, raw: unknown, type: unknown, path: PropertyPath, { transforms }: Sections): Unseen | undefined {
  const part = (text: string, more: Partial<Unseen> = {}): Unseen => ({
    logicalId, type: typeof type === 'string' ? type : '', path, property: 'Type', text, isRefused: false, ...more,
  });
  if (isLoop(logicalId)) {
    // The expansion has said why it leaves it.
    return isExtended(transforms) ? undefined : part(
      `What ${logicalId} creates is not seen: the template has no Transform AWS::LanguageExtensions, without which CloudFormation does not expand loops.`,
      { type: 'Fn::ForEach', property: 'Fn::ForEach', fix: 'Add AWS::LanguageExtensions to the Transform section of the template.', isRefused: true },
    );
  }
  if (logicalId.startsWith('Fn::')) {
    return part(`What ${logicalId} creates is not seen: ${macroIn(raw) ?? logicalId} is run at deployment.`, { type: macroIn(raw) ?? logicalId, property: logicalId });
  }
  if (!isRawMap(raw)) {
    return part(`Resource ${logicalId} is ${kindOf(raw)}, not a map.`, { fix: REFUSED, isRefused: true });
  }
  if (typeof type === 'string' && isServerlessType(type) && !isServerless(transforms)) {
    return part(`What ${logicalId} creates is not seen: the template has no Transform AWS::Serverless-2016-10-31, without which CloudFormation does not know ${type}.`, {
      fix: 'Add AWS::Serverless-2016-10-31 to the Transform section of the template.', isRefused: true,
    });
  }
  if (typeof type === 'string') { return type.endsWith(MODULE) ? part(`What module ${type} creates is not seen: CloudFormation reads it at deployment.`) : propertiesOf(raw, part); }
  if (Object.hasOwn(raw, MACRO)) {
    const macro = macroIn(raw[MACRO]) ?? MACRO;
    return part(`What ${macro} creates as ${logicalId} is not seen: it is run at deployment.`, { type: macro, property: MACRO });
  }
  // A module of a tool that packages templates stands in the place of a type as a function.
  return typeof type === 'object' && type !== null
    ? part(`What ${logicalId} creates is not seen: its Type is ${kindOf(type)}.`)
    : part(`Resource ${logicalId} has no Type.`, { fix: REFUSED, isRefused: true });
}

const REFUSED = 'Correct the template. CloudFormation refuses it.';

function propertiesOf(raw: object, part: (text: string, more: Partial<Unseen>) => Unseen): Unseen | undefined {
  const properties = 'Properties' in raw ? raw.Properties : undefined;
  return properties === undefined || isRawMap(properties) ? undefined
    : part(`The Properties are ${kindOf(properties)}, not a map.`, { property: 'Properties', fix: REFUSED, isRefused: true, isSeen: properties === null });
}

/** Macros that are given the whole template, and can add anything to it and change it. */
function macrosOfAll({ transforms }: Sections): Unseen[] {
  const macros = transforms.filter((name) => name === undefined || name === INCLUDE || !name.startsWith('AWS::'));
  return [...new Set(macros)].map((name) => {
    const macro = name ?? 'a macro whose name is not known';
    return {
      logicalId: MACRO,
      type: name ?? MACRO,
      path: [],
      property: 'Transform',
      text: `What ${macro} makes of the template is not seen: it is run at deployment.`,
      isRefused: false,
    };
  });
}

function macroIn(raw: unknown): string | undefined {
  const name = isRawMap(raw) ? own(raw, 'Name') : raw;
  return typeof name === 'string' ? name : undefined;
}
