import { type AlikeOutline, denialsOf, type Outline } from './policy-outline';
import { Effect } from '../../../policy-evaluation';
import { isMap, Ternary, type ValueMap } from '../../../template';
import type { AlikeBucket, AlikePolicy, Bucket, BucketRequest } from '../../posture';

/** A statement that would deny a request, were it not for one part of it. It is told by its place. */
export interface NearDenial {
  readonly policy: number;
  readonly denial: number;
  /** As in `its condition on aws:SourceVpc`. */
  readonly part: string;
}

/**
 * The first statement that denies a request but for one part of it.
 *
 * @param relevant Whether a statement is about what is asked, and not about something else.
 * @param essential Condition keys that make it so.
 */
export function nearDenial(
  bucket: AlikeBucket, request: BucketRequest, relevant: (outline: AlikeOutline) => boolean, essential: ReadonlySet<string>,
): NearDenial | undefined {
  for (const [policy, one] of bucket.policies.entries()) {
    for (const [denial, outline] of denialsOf(one).entries()) {
      if (!relevant(outline)) { continue; }
      const [part] = partsOf(outline, essential).find(([, elements]) => denies(one, elements, outline, request)) ?? [];
      if (part !== undefined) { return { policy, denial, part }; }
    }
  }
  return undefined;
}

/** That statement in words, as the end of a sentence. */
export function nearlyDenying({ policies }: Bucket, { denial, part, policy }: NearDenial): string {
  const { name }: Outline = denialsOf(policies[policy])[denial];
  return `${name} does not deny it because of ${part}`;
}

/** The statement without one of its parts at a time. */
function partsOf({ elements = {}, comparisons }: AlikeOutline, essential: ReadonlySet<string>): [part: string, elements: ValueMap][] {
  const { Condition, NotPrincipal, NotResource } = elements;
  const keys = new Set(comparisons.map(({ conditionKey }) => conditionKey).filter((key) => !essential.has(key)));
  return [
    [`its ${NotPrincipal === undefined ? 'Principal' : 'NotPrincipal'}`, { ...without(elements, 'NotPrincipal'), Principal: '*' }],
    [`its ${NotResource === undefined ? 'Resource' : 'NotResource'}`, { ...without(elements, 'NotResource'), Resource: '*' }],
    ...(isMap(Condition) ? [...keys].map((key): [string, ValueMap] => [`its condition on ${key}`, { ...elements, Condition: withoutKey(Condition, key) }]) : []),
  ];
}

function denies({ search }: AlikePolicy, elements: ValueMap, { version }: AlikeOutline, request: BucketRequest): boolean {
  const policy = search.reads({ ...(version === undefined ? {} : { Version: version }), Statement: [elements] });
  return elements.Effect === Effect.DENY && request.deniedBy(policy) === Ternary.YES;
}

function without(elements: ValueMap, element: string): ValueMap {
  return Object.fromEntries(Object.entries(elements).filter(([name]) => name !== element));
}

function withoutKey(condition: ValueMap, key: string): ValueMap {
  return Object.fromEntries(Object.entries(condition).map(([operator, block]) => (
    [operator, isMap(block) ? Object.fromEntries(Object.entries(block).filter(([name]) => name.toLowerCase() !== key)) : block]
  )));
}
