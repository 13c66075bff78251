import { viewsOf } from './views';
import { type Bucket, type Posture } from '../../posture';
import { type Finding, Preset, type Rule, Severity, Status, Topic } from '../../rules';
import type { BucketView } from '../bucket-view';
import type { CustomFinding } from '../custom-finding';
import type { CustomRule } from '../custom-rule';

/** A rule of a user as one of the library. By its properties: it can be of another copy. */
export function ruleOf(custom: CustomRule): Rule {
  const { name, severity, title, description, fix, links } = custom;
  return {
    metadata: {
      name,
      severity,
      title: title.replace(/\.$/, ''),
      why: description,
      fix,
      links,
      topic: Topic.CUSTOM,
      preset: Preset.OPT_IN,
      controls: {},
    },
    * check(posture) {
      for (const bucket of posture.buckets) { yield* findingsOf(custom, posture, bucket); }
    },
  };
}

function* findingsOf(custom: CustomRule, posture: Posture, bucket: Bucket): Iterable<Finding> {
  const view = viewsOf(posture)(bucket);
  for (const { isViolation, message, property, fix, severity } of checked(custom, view, bucket)) {
    yield {
      resource: bucket.resource,
      property: property === undefined ? 'Properties' : `Properties.${property}`,
      status: isViolation ? Status.VIOLATION : Status.UNKNOWN,
      severity,
      message,
      fix,
    };
  }
}

/** An error of a user's code is a fault of the rule, not of the bucket: nobody can acknowledge it. */
function checked({ name, check }: CustomRule, view: BucketView, bucket: Bucket): readonly CustomFinding[] {
  const where = () => view.constructPath ?? `${bucket.resource.logicalId} in ${bucket.resource.template}`;
  let findings: unknown;
  try {
    findings = check.checkBucket(view);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Errors of the view say what to write instead.
    const [what, fix = 'correct checkBucket() of the rule'] = message.split(' Fix: ').map((part) => part.replace(/\.$/, ''));
    throw new Error(`${where()}: custom rule ${name} threw an error: ${what}. Fix: ${fix}.`, { cause: error });
  }
  if (!Array.isArray(findings) || !findings.every(isFinding)) {
    throw new Error(`${where()}: custom rule ${name} returned ${shown(findings)}. Fix: return a list of CustomFinding from checkBucket().`);
  }
  return findings;
}

function isFinding(one: unknown): one is CustomFinding {
  if (typeof one !== 'object' || one === null) { return false; }
  const { isViolation, message, severity } = one as { readonly [name: string]: unknown };
  return typeof isViolation === 'boolean' && typeof message === 'string' && message !== ''
    && (severity === undefined || Object.values<unknown>(Severity).includes(severity));
}

function shown(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
