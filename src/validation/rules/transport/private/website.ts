import { at, consensus, isAbsent, isUnknown, known, optionsOf, Ternary, Text, type Value } from '../../../../template';
import type { Bucket } from '../../../posture';
import { reasonOf } from '../../private/judge';
import type { Finding } from '../../rule';

/** What a rule says where its own advice does not suit a website. */
export interface WebsiteAdvice {
  /** What is special of website endpoints, as a clause without its subject. */
  readonly endpoints: string;
  readonly fix: string;
}

/**
 * Whether a bucket has a website endpoint that reads its objects: a website that only redirects reads none.
 *
 * Where the template chooses at deployment whether it is a website, it cannot be determined.
 */
export function hostsWebsite({ resource }: Bucket): Ternary {
  return consensus(optionsOf(resource.read('WebsiteConfiguration') ?? null).map(readsObjects));
}

/** Why it cannot be determined whether a bucket is a website, as a clause. */
export function whyWebsiteUntold({ resource }: Bucket): string {
  const website = resource.read('WebsiteConfiguration');
  return reasonOf(website) || reasonOf(at(website, 'RedirectAllRequestsTo')) || 'its website configuration depends on a choice at deployment';
}

// docs/decisions/0065
/**
 * A finding with advice that suits a website, where the advice of the rule would make its endpoint deny every request.
 *
 * @param otherwise What to do about any other bucket.
 */
export function advisedForWebsite(finding: Finding, bucket: Bucket, { endpoints, fix }: WebsiteAdvice, otherwise: string): Finding {
  switch (hostsWebsite(bucket)) {
    case Ternary.NO: return finding;
    case Ternary.YES: return { ...finding, message: `${finding.message} The bucket is configured as a website, and website endpoints ${endpoints}.`, fix };
    case Ternary.UNKNOWN: return {
      ...finding,
      message: `${finding.message} The bucket may be configured as a website (${whyWebsiteUntold(bucket)}), and website endpoints ${endpoints}.`,
      fix: `If the bucket is a website: ${fix} If it is not: ${otherwise}`,
    };
  }
}

function readsObjects(website: Value): Ternary {
  if (isAbsent(website)) { return Ternary.NO; }
  if (isUnknown(website) || website instanceof Text) { return Ternary.UNKNOWN; }
  return consensus(optionsOf(at(website, 'RedirectAllRequestsTo') ?? null)
    .map((redirect) => (isUnknown(redirect) ? Ternary.UNKNOWN : known(isAbsent(redirect)))));
}
