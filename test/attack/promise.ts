import { actionPattern } from './actions';
import type { Finding } from './attack';
import type { Who } from './attackers';
import type { Kind } from './estate';
import { Ternary } from '../../src/template/ternary';

/** Something that is allowed, and the text that says so. */
export interface Promised {
  /** Where it is promised, and how. */
  readonly why: string;
  readonly who: Who;
  readonly kind: Kind;
  /** Patterns of the actions that are promised. */
  readonly actions: readonly string[];
  /** Titles of the specimens that it is about; all by default. */
  readonly specimens?: RegExp;
  /** The name of who is promised something; anybody of the kind by default. */
  readonly name?: RegExp;
  /** What the ARN of the resource looks like; any by default. */
  readonly resource?: RegExp;
  /** What else has to be so. */
  readonly when?: (finding: Finding) => boolean;
}

/** Whether a promise is about what was found. What cannot be determined is never promised. */
export function covers({ who, kind, actions, specimens, name, resource, when }: Promised, finding: Finding): boolean {
  return finding.answer === Ternary.YES
    && finding.attacker.who === who
    && finding.target.kind === kind
    && actions.some((pattern) => actionPattern(pattern)(finding.action))
    && (specimens?.test(finding.specimen) ?? true)
    && (name?.test(finding.attacker.name) ?? true)
    && (resource?.test(finding.resource) ?? true)
    && (when?.(finding) ?? true);
}

/** Whether AWS KMS is asked by S3 in the Region of the key. */
export function throughS3({ context, target }: Finding): boolean {
  return context['kms:ViaService'] === `s3.${target.region}.amazonaws.com`;
}

/** Whether AWS KMS is asked by S3, for a bucket or object that matches. */
export function throughS3For(bucket: RegExp): (finding: Finding) => boolean {
  return (finding) => throughS3(finding) && bucket.test(String(finding.context['kms:EncryptionContext:aws:s3:arn']));
}

/** Whether AWS KMS is asked by S3, for a bucket that the key is made for, or objects of it. */
export function throughS3ForItsBucket(finding: Finding): boolean {
  const context = String(finding.context['kms:EncryptionContext:aws:s3:arn']);
  return throughS3(finding) && finding.estate.bucketsOf(finding.target).some((arn) => context === arn || context.startsWith(`${arn}/`));
}
