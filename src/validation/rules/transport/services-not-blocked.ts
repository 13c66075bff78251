import { type AccessRequest, ANY_SERVICE, BUCKET_POLICY_ACTIONS, type ContextKeys, knownCaller, Outcome, PolicySearch, Principal, Wanted } from '../../../policy-evaluation';
import { at, isMap, Unknown } from '../../../template';
import { type AlikeBucket, type Bucket, type BucketPolicy, comparisonsOf, entriesOf } from '../../posture';
import { type AlikeOutline, denialsOf, looksAt, type Outline } from '../private/policy-outline';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { allowsServices, type ServiceUse, usesAllowedBy, usesByDelivery } from './private/bucket-services';
import { isServiceExemption, isWrittenOut } from './private/service-exemption';

// docs/decisions/0074
export const servicesNotBlocked: Rule = {
  metadata: {
    name: 'ServicesNotBlocked',
    topic: Topic.TRANSPORT,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'No deny on networks, TLS versions or organizations blocks an AWS service that uses the bucket',
    why: 'When an AWS service calls S3 with its own service principal, the request doesn\'t come through a VPC endpoint, belongs to no '
      + 'organization, and has no source IP address or TLS version. A deny on these blocks the service, whatever else allows it. '
      + 'There is no error message: logs, inventories and trails aren\'t delivered.',
    fix: 'Add BoolIfExists aws:PrincipalIsAWSService: false to the conditions of the deny. mixins.BucketSecureTransport and '
      + 'mixins.BucketSignatureVersion4 do so.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice',
    ],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      const { suspicious, allowing } = bucket.ask(servicesAndSuspects);
      if (!suspicious) { continue; }
      const delivered = usesByDelivery(posture, bucket);
      if (!allowing && delivered.length === 0) { continue; }
      for (const policy of bucket.policies) { yield* blocked(bucket, policy, [...usesAllowedBy(policy), ...delivered]); }
    }
  },
};

/** Of these S3 tells nothing when a service calls, or the service has none. */
const NETWORK_KEYS = [
  'aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourcevpcarn', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths',
];
const IDENTITY_KEYS = ['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:userid'];

/** AWS says that these may stop services, but not what they hold when a service calls. */
const UNTOLD_KEYS = new Set(['s3:tlsversion', 's3:signatureversion']);

const SUSPICIOUS = new Set([...NETWORK_KEYS, ...IDENTITY_KEYS, ...UNTOLD_KEYS]);

/** What services send under these keys follows from who they are. */
const SETTLED = new Set([
  ...NETWORK_KEYS, 'aws:principalorgid', 'aws:principalorgpaths',
  'aws:principalisawsservice', 'aws:principalservicename', 'aws:principalservicenameslist', 'aws:principalaccount', 'aws:principalarn',
]);

/**
 * Services speak TLS, so the baseline form, which denies when aws:SecureTransport is false, stops none, and AWS itself asks
 * for it on every bucket.
 */
const OF_SERVICES: ContextKeys = { 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'false' };

function servicesAndSuspects({ policies }: AlikeBucket): { suspicious: boolean; allowing: boolean } {
  return {
    suspicious: policies.some((policy) => denialsOf(policy).some(isSuspect)),
    allowing: policies.some(allowsServices),
  };
}

/** Denies that are about networks and the like, neither about a service by its name nor about no service at all. */
function isSuspect(denial: AlikeOutline): boolean {
  return looksAt(denial, SUSPICIOUS) && !namesServices(denial) && !leavesOutServices(denial);
}

/** The form in which nearly all policies exempt services: then no request has to be searched for. */
function leavesOutServices({ comparisons, elements }: AlikeOutline): boolean {
  return isWrittenOut(elements?.Condition) && comparisons.some(isServiceExemption);
}

function* blocked(bucket: Bucket, policy: BucketPolicy, uses: readonly ServiceUse[]): Iterable<Finding> {
  for (const denial of denialsOf(policy).filter(isSuspect)) {
    let doubtful: string | undefined;
    let stopped: string | undefined;
    for (const use of uses) {
      const { outcome, words } = stoppedBy(denial, use, bucket, policy);
      if (outcome === Outcome.FOUND) {
        stopped = words;
        break;
      }
      if (outcome === Outcome.UNTOLD) { doubtful ??= words; }
    }
    if (stopped !== undefined) {
      yield violation(policy.resource, denial.property, `The bucket policy blocks ${stopped}.`);
    } else if (doubtful !== undefined && looksAt(denial, UNTOLD_KEYS)) {
      yield cannotTell(policy.resource, denial.property, `It cannot be determined whether the bucket policy blocks ${doubtful}: ${reason(denial)}.`);
    }
  }
}

/** Whether a Deny stops a service at something that it is meant to do. */
function stoppedBy(denial: Outline, use: ServiceUse, { arn }: Bucket, { resource }: BucketPolicy): { outcome: Outcome; words: string } {
  const search = new PolicySearch({
    Version: at(resource.read('PolicyDocument'), 'Version') ?? null,
    Statement: [use.statement, denial.elements ?? new Unknown('it is known at deployment only')],
  });
  const callers = use.services.map((name) => knownCaller(Principal.service(name)));
  const space = { callers, actions: BUCKET_POLICY_ACTIONS, resource: arn, context: { ...OF_SERVICES, ...untoldOf(denial, use) } };
  const { outcome, request } = search.find(Wanted.STOPPED, space);
  const [service] = request?.principal.names ?? use.services;
  const deed = request === undefined ? 'requests' : search.deedInWords({ ...request, context: comparedBy(denial, request) }, space);
  return {
    outcome,
    words: `${typeof service === 'string' && service !== ANY_SERVICE ? service : 'an AWS service'}, although ${use.because}: ${denial.name} denies ${deed} `
      + 'and does not exempt AWS services',
  };
}

/** What of a request concerns the Deny; what else the Allow asks for does not. */
function comparedBy({ comparisons }: Outline, { context }: Pick<AccessRequest, 'context'>): ContextKeys {
  const keys = new Set(comparisons.map(({ conditionKey }) => conditionKey));
  return Object.fromEntries(Object.entries(context).filter(([key]) => keys.has(key.toLowerCase())));
}

/** What a service sends under other keys is known as far as the Allow asks for it. */
function untoldOf({ comparisons }: Outline, { statement }: ServiceUse): ContextKeys {
  const asked = new Set(comparisonsOf(statement).map(({ conditionKey }) => conditionKey));
  const given = new Set([...SETTLED, ...Object.keys(OF_SERVICES).map((key) => key.toLowerCase()), ...asked]);
  return Object.fromEntries(comparisons.filter(({ conditionKey }) => !given.has(conditionKey))
    .map(({ conditionKey: key }) => [key, new Unknown(`what a service sends as ${key}`)]));
}

function reason({ comparisons, elements }: Outline): string {
  const key = comparisons.find((comparison) => UNTOLD_KEYS.has(comparison.conditionKey))?.conditionKey;
  if (elements === undefined || key === undefined) { return 'what the statement says is known at deployment only'; }
  return `AWS does not document the value of ${key === 's3:tlsversion' ? 's3:TlsVersion' : key} in requests by AWS services`;
}

/** Who denies a service by its name means it. */
function namesServices({ elements }: AlikeOutline): boolean {
  return isMap(elements?.Principal) && entriesOf(elements.Principal.Service).length > 0;
}
